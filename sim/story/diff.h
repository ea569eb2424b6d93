// Two texts as a unified diff, so that a story that changed is read like any other change.
#pragma once

#include <string>
#include <string_view>

namespace switchyard::sim::story {

// Lines of `before` with -, of `after` with +, three lines of context around each change. Empty when both are
// equal. O(lines of `before` · lines of `after`) where they differ.
std::string unified_diff(std::string_view before, std::string_view after, const std::string& before_name,
                         const std::string& after_name);

}  // namespace switchyard::sim::story
