// Finds the endpoint of a request in the table of routes.
#include "adapters/taskrouter/endpoint.h"

#include <algorithm>

namespace switchyard::adapters::taskrouter {
namespace {

// Takes the first segment, with the slash before it, off the path.
std::string_view take_segment(std::string_view& path) {
  path.remove_prefix(1);
  const std::size_t end = std::min(path.find('/'), path.size());
  const std::string_view segment = path.substr(0, end);
  path.remove_prefix(end);
  return segment;
}

// How many "{}" of the pattern the path fills; nothing when it does not fit. Allocates nothing, since every
// request asks every route.
std::optional<std::size_t> places_filled(std::string_view pattern, std::string_view path) {
  std::size_t places = 0;
  while (!pattern.empty() && !path.empty()) {
    const std::string_view wanted = take_segment(pattern);
    const std::string_view given = take_segment(path);
    const bool is_place = wanted == "{}";
    if (is_place ? given.empty() : wanted != given) return std::nullopt;
    if (is_place) ++places;
  }
  return pattern.empty() && path.empty() ? std::optional(places) : std::nullopt;
}

std::vector<std::string> values_of(std::string_view pattern, std::string_view path) {
  std::vector<std::string> values;
  while (!pattern.empty()) {
    const bool is_place = take_segment(pattern) == "{}";
    const std::string_view given = take_segment(path);
    if (is_place) values.emplace_back(given);
  }
  return values;
}

}  // namespace

Matched find_route(const std::vector<Route>& routes, std::string_view method, std::string_view path) {
  Matched best;
  if (path.empty() || path.front() != '/') return best;
  if (path.size() > 1 && path.back() == '/') path.remove_suffix(1);
  std::size_t fewest = path.size();
  for (const Route& route : routes) {
    if (route.method != method) continue;
    const auto places = places_filled(route.pattern, path);
    if (!places || *places >= fewest) continue;
    best.route = &route;
    fewest = *places;
  }
  best.path_is_known =
      best.route != nullptr || std::any_of(routes.begin(), routes.end(), [&](const Route& route) {
        return places_filled(route.pattern, path).has_value();
      });
  if (best.route != nullptr) best.values = values_of(best.route->pattern, path);
  return best;
}

}  // namespace switchyard::adapters::taskrouter
