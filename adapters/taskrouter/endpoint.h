// What an endpoint is: a function from what it sees to an answer, or to commands and the answer after them.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "adapters/taskrouter/scope.h"

namespace switchyard::adapters::taskrouter {

// Commands that stand or fall together, and how to answer when all of them have been applied.
struct Change {
  std::vector<Command> commands;  // none: nothing is to be changed, and `reply` is asked all the same
  // Sees the state after. Not asked when a command was refused, unless it is `tolerated`.
  std::function<http::Response(const Scope&, const Outcome&)> reply;
  // Says why a command was refused; absent: refused() does.
  std::function<ApiError(const CommandRefused&)> explain = nullptr;
  std::optional<Refusal> tolerated = std::nullopt;  // says that there was nothing left to do
};

// The workspace that the request is about shall end.
struct RemoveWorkspace {};

// What an endpoint wants. Everything that it may return becomes one.
struct Decision {
  std::variant<http::Response, ApiError, Change, RemoveWorkspace> value;

  Decision(http::Response response) : value(std::move(response)) {}
  Decision(ApiError error) : value(std::move(error)) {}
  Decision(Change change) : value(std::move(change)) {}
  Decision(RemoveWorkspace) : value(RemoveWorkspace{}) {}
  Decision(Result<http::Response> result) : value(unpacked(std::move(result))) {}
  Decision(Result<Change> result) : value(unpacked(std::move(result))) {}

 private:
  template <class T>
  static decltype(value) unpacked(Result<T> result) {
    if (result) return *std::move(result);
    return std::move(result.error());
  }
};

// Runs on the host's thread while it decides; must be quick.
using Endpoint = Decision (*)(const Scope&);

// One line of the API's table of contents. In `pattern`, "{}" stands for any one segment.
struct Route {
  std::string_view method;
  std::string_view pattern;
  Endpoint endpoint = nullptr;  // none: the list of workspaces, which stands above all of them
  // What it decides does not depend on work that came just before, so that it may share a flush with it.
  bool shares_flush = false;
};

// The routes, one list a file.
std::vector<Route> workspace_routes();
std::vector<Route> activity_routes();
std::vector<Route> task_channel_routes();
std::vector<Route> task_queue_routes();
std::vector<Route> worker_routes();
std::vector<Route> worker_channel_routes();
std::vector<Route> workflow_routes();
// All of them.
std::vector<Route> all_routes();

// What was found for a method and path.
struct Matched {
  const Route* route = nullptr;     // null: no such path, or not with this method
  bool path_is_known = false;       // with another method
  std::vector<std::string> values;  // of the "{}"
};
// The route that fits best: words before "{}". `path` is percent-decoded; a slash at its end counts nothing.
// O(routes).
Matched find_route(const std::vector<Route>& routes, std::string_view method, std::string_view path);

}  // namespace switchyard::adapters::taskrouter
