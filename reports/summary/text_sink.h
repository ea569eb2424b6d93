// Where a text goes that is too long to be kept.
#pragma once

#include <functional>
#include <string_view>

namespace switchyard::reports {

using TextSink = std::function<void(std::string_view)>;

}  // namespace switchyard::reports
