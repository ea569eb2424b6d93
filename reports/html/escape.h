// Names come from anybody, so they are made harmless before they stand in a page.
#pragma once

#include <string>
#include <string_view>

#include "reports/html/run_summary.h"

namespace switchyard::reports {

// As text between tags or inside an attribute's quotes.
std::string html_text(std::string_view text);

// For the inside of a <script type="application/json">: JSON in which no byte ends the element, opens a
// comment or a tag, or ends a line. Bytes that are not UTF-8 are replaced.
std::string script_json(const Json& json);

}  // namespace switchyard::reports
