// Replies to customers on their way out: one with a key goes out once, however often it is handed in.
#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <tl/expected.hpp>
#include <vector>

namespace switchyard::adapters::agents {

// The carrier's SID of the message, or in one sentence why it was not sent.
using ReplyResult = tl::expected<std::string, std::string>;

// Any thread. Keeps the newest that went out, so that an agent who did not hear the result can ask again.
class Replies {
 public:
  using Told = std::function<void(const ReplyResult&)>;
  explicit Replies(std::size_t kept = 10'000) : kept_(kept) {}

  // True: it is to be sent, and done() called. False: one of that key went out, which `told` hears at once,
  // or is on its way.
  bool begin(const std::string& key, Told told);
  // Whoever began it is told. One that was not sent is forgotten: it may be tried again.
  void done(const std::string& key, const ReplyResult& result);

 private:
  struct Reply {
    std::string message;  // empty: on its way
    std::vector<Told> waiting;
  };
  const std::size_t kept_;
  std::mutex mutex_;
  std::map<std::string, Reply> replies_;
  std::deque<std::string> sent_;  // keys, oldest first
};

}  // namespace switchyard::adapters::agents
