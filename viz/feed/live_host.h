// A live host as a viewer talks to it: lists and commands by its REST API, its event stream with
// reconnection.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "adapters/http/client.h"
#include "viz/feed/event_stream.h"
#include "viz/feed/feed.h"

namespace switchyard::viz {

using Json = nlohmann::json;

struct Answered {
  std::string path;
  Json body;  // null where there is none
};

// What the stream has brought since it was asked the last time.
struct StreamNews {
  std::vector<StreamEvent> events;
  std::vector<std::string> notices;
  std::vector<Answered> answers;  // to ask()
  bool restarted = false;         // before the events: a turn that was not whole comes again
  bool gone = false;              // what was wanted is no longer kept, or we may not read it; it ends here
};

class LiveHost {
 public:
  static tl::expected<std::unique_ptr<LiveHost>, FeedProblem> open(const std::string& url,
                                                                   const FeedOptions& options);
  ~LiveHost();
  LiveHost(const LiveHost&) = delete;
  LiveHost& operator=(const LiveHost&) = delete;

  // Waits for the answer. `path` begins with a slash. The error is what the host says.
  tl::expected<Json, FeedProblem> get(const std::string& path);
  // The same with the operators' token.
  tl::expected<Json, FeedProblem> get_as_operator(const std::string& path);
  // All pages of a list.
  tl::expected<std::vector<Json>, FeedProblem> list(const std::string& path);
  // Does not wait; what is answered is in the news.
  void ask(const std::string& path);
  // Does not wait; a refusal becomes a notice of the news.
  void post(const std::string& path, const adapters::http::Fields& form, std::string what);

  // Begins to read the stream after turn `since`, and again whenever it breaks: after 0.25 s, then twice as
  // long each time, up to 30 s.
  void follow(std::string workspace, std::uint64_t since);
  // The turn after which a new connection shall go on.
  void reached(std::uint64_t sequence);
  StreamNews news();

 private:
  struct Shared;
  explicit LiveHost(const std::string& url, const FeedOptions& options,
                    std::unique_ptr<adapters::http::Client> client);

  tl::expected<Json, FeedProblem> wait_for(adapters::http::ClientRequest request);

  std::shared_ptr<Shared> shared_;
};

}  // namespace switchyard::viz
