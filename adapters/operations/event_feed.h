// GET /v1/events: what happens in a workspace as server-sent events, from any of the last turns on.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "adapters/http/stream.h"
#include "adapters/port.h"
#include "engine/codec/bytes/buffer.h"

namespace switchyard::adapters::operations {

struct EventFeedOptions {
  std::string path = "/v1/events";
  std::size_t turns = 100'000;                         // kept of each workspace
  std::size_t bytes = 64 * 1024 * 1024;                // kept of each workspace, at most
  std::size_t subscribers = 100;                       // at once [503]
  std::function<bool(const http::Request&)> may_read;  // else 401; empty: everybody
};

// Keeps the last turns and hands them on as text. A turn's events are
//   event: task_created
//   data: {"sequence":17,"time":"…","kind":"event","type":"task_created",…}
// with the fields of events.jsonl; the last of the turn has "id: 17" too, so that a client that comes again
// with Last-Event-ID (or ?since=17) misses none; it may see those of a turn that was torn again.
class EventFeed final : public Observer {
 public:
  explicit EventFeed(EventFeedOptions options) : options_(std::move(options)) {}

  // For the server. ?workspace=NAME may be left out when there is only one. Without ?since and Last-Event-ID
  // the stream begins now. 410 when that turn is no longer kept, 400 when it has not been yet.
  http::StreamPath stream();

  void workspace_opened(const WorkspaceView& view) override;
  void workspace_removed(std::string_view name) override;
  void turn_applied(const WorkspaceView& view, const TurnSeen& turn, bool replayed) override;

 private:
  // A turn's events as canonical bytes: nobody may ever ask for their text.
  struct Turn {
    std::uint64_t sequence = 0;
    Time time;
    std::string bytes;
  };
  // The names of things from a turn on.
  struct Rules {
    std::uint64_t since = 0;
    std::shared_ptr<const Workspace> workspace;
  };
  struct Subscriber {
    std::shared_ptr<http::Sink> sink;
    std::uint64_t seen = 0;  // the last turn that was handed over
    bool live = false;       // has all that is kept, and is handed each turn as it comes
  };
  struct Channel {
    std::deque<Turn> turns;  // those with events
    std::deque<Rules> rules;
    std::size_t bytes = 0;
    std::uint64_t forgotten = 0;  // all turns after this one are here
    std::uint64_t newest = 0;
    std::list<Subscriber> subscribers;
  };
  using Opening = std::variant<http::Response, http::Conversation>;

  Opening open(const http::Request& request, std::shared_ptr<http::Sink> sink);
  void keep(Channel& channel, const WorkspaceView& view, const TurnSeen& turn);
  void forget_oldest(Channel& channel) const;
  static void hand_over(Channel& channel, Subscriber& subscriber);

  const EventFeedOptions options_;
  std::mutex mutex_;
  std::map<std::string, std::shared_ptr<Channel>, std::less<>> channels_;
  std::size_t subscribers_ = 0;
  codec::ByteBuffer scratch_;  // only on the host's thread
};

}  // namespace switchyard::adapters::operations
