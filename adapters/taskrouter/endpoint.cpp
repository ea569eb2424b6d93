// Finds the endpoint of a request in the table of routes.
#include "adapters/taskrouter/endpoint.h"

#include <algorithm>

namespace switchyard::adapters::taskrouter {
namespace {

std::vector<std::string_view> segments_of(std::string_view path) {
  std::vector<std::string_view> segments;
  while (!path.empty()) {
    path.remove_prefix(1);  // the slash
    const std::size_t end = std::min(path.find('/'), path.size());
    segments.push_back(path.substr(0, end));
    path.remove_prefix(end);
  }
  if (!segments.empty() && segments.back().empty()) segments.pop_back();
  return segments;
}

bool fits(const std::vector<std::string_view>& pattern, const std::vector<std::string_view>& path) {
  return std::equal(pattern.begin(), pattern.end(), path.begin(), path.end(), [](auto wanted, auto given) {
    return wanted == "{}" ? !given.empty() : wanted == given;
  });
}

std::vector<std::string> values_of(const std::vector<std::string_view>& pattern,
                                   const std::vector<std::string_view>& path) {
  std::vector<std::string> values;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] == "{}") values.emplace_back(path[i]);
  }
  return values;
}

}  // namespace

Matched find_route(const std::vector<Route>& routes, std::string_view method, std::string_view path) {
  Matched best;
  if (path.empty() || path.front() != '/') return best;
  const auto segments = segments_of(path);
  for (const Route& route : routes) {
    const auto pattern = segments_of(route.pattern);
    if (!fits(pattern, segments)) continue;
    best.path_is_known = true;
    auto values = values_of(pattern, segments);
    if (route.method != method || (best.route != nullptr && values.size() >= best.values.size())) continue;
    best.route = &route;
    best.values = std::move(values);
  }
  return best;
}

}  // namespace switchyard::adapters::taskrouter
