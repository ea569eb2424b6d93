// The way of a message from HTTP to the journal, in the test's own process: on a disk that the test can fill,
// and whose unflushed part it can lose.
#pragma once

#include <atomic>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "adapters/host/host.h"
#include "adapters/http/server.h"
#include "adapters/http/timers.h"
#include "adapters/webhooks/webhooks.h"
#include "tests/support/forgetful_vfs.h"
#include "tests/support/live_server.h"

namespace switchyard::live {

// Host, webhooks and server on the journals of one folder, from its making until it goes.
class MessageDesk {
 public:
  // Makes the workspace when the folder has none.
  MessageDesk(const journal_tests::ForgetfulVfs& disk, const std::string& folder, std::uint16_t port,
              const std::string& workspace);
  ~MessageDesk();
  MessageDesk(const MessageDesk&) = delete;
  MessageDesk& operator=(const MessageDesk&) = delete;

  std::string turn_hash();
  bool journal_works() const;

 private:
  std::atomic<bool> gave_up_ = false;
  adapters::http::Timers timers_;
  std::unique_ptr<adapters::host::Host> host_;
  std::unique_ptr<adapters::webhooks::Webhooks> webhooks_;
  std::unique_ptr<adapters::http::Server> server_;
};

// What the journals in a folder hold: the keys of all messages that became part of a task, in order.
struct Journaled {
  std::vector<std::string> keys;
  std::string turn_hash;
  std::string problem;  // empty: the journal is whole
};
Journaled journaled_in(const std::string& folder);

}  // namespace switchyard::live
