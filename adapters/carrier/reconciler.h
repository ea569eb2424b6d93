// After a gap the carrier is asked which messages came, and what is missing becomes work (A14).
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/carrier/attempts.h"
#include "adapters/carrier/rest.h"
#include "adapters/carrier/settings.h"
#include "adapters/http/outgoing.h"
#include "adapters/port.h"

namespace switchyard::adapters::carrier {

// Takes a message as if the carrier had posted this form, and tells whether it is stored now, was before, or
// can never be (true), or is to be tried again (false).
using TakeMessage = std::function<void(const http::Fields& form, std::function<void(bool)> done)>;

struct ReconcilerFigures {
  std::uint64_t runs = 0;      // that came to their end
  std::uint64_t failures = 0;  // that did not, and are tried again
  std::uint64_t messages = 0;  // that were handed in; most of them were there before
};

// It asks number after number, page after page, message after message, so that it never crowds out live work.
// Messages longer ago than a workspace keeps its keys are left alone: nobody could tell a duplicate. A run
// that fails begins again later, from the same moment.
class Reconciler final : public Observer {
 public:
  Reconciler(http::Send send, http::After after, http::Now now, Settings settings, TakeMessage take);

  void workspace_opened(const WorkspaceView& view) override;
  void workspace_removed(std::string_view name) override;
  void turn_applied(const WorkspaceView& view, const TurnSeen& turn, bool replayed) override;

  // Messages since then may be missing: asks `wait` from now. Several gaps become one. At the start: the time
  // of the last turn; after a webhook that could not be taken: now. On any thread.
  void gap_since(Time since, Duration wait = seconds(30));

  ReconcilerFigures figures() const;

 private:
  // A number where messages come in, and how far back its keys are kept.
  struct Number {
    std::string number;
    Duration keys_kept;
  };
  struct Run {
    Time since;
    std::vector<Number> numbers;  // still to be asked
    std::vector<ListedMessage> messages;
    std::string next_page;
  };

  void begin();
  void go_on();
  void ask(http::OutgoingRequest request);
  void read_page(const http::SendResult& result);
  void take_one();
  void hand_in(const http::Fields& form);
  void fail();
  void end();
  bool is_wanted(const ListedMessage& message) const;

  http::After after_;
  http::Now now_;
  Settings settings_;
  Attempts attempts_;
  TakeMessage take_;
  mutable std::mutex guard_;  // of everything below; never held while somebody else is called
  std::map<std::string, std::vector<Number>, std::less<>> numbers_;  // by workspace
  std::optional<Time> gap_;                                          // since when messages may be missing
  bool waits_ = false;                                               // begin() will be called
  std::optional<Run> run_;
  ReconcilerFigures figures_;
};

}  // namespace switchyard::adapters::carrier
