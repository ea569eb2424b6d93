// Any two texts as summary.json and intervals.csv: the first thing that is wrong, or a page with data that a
// browser can read.
#include <algorithm>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "engine/base/check.h"
#include "engine/codec/document/problem.h"
#include "reports/html/page.h"

namespace {

using namespace switchyard;

constexpr std::string_view data_begins = "<script type=\"application/json\" id=\"data\">";

void check_data(const std::string& page) {
  const std::size_t begin = page.find(data_begins);
  SY_CHECK(begin != std::string::npos);
  const std::string_view rest = std::string_view(page).substr(begin + data_begins.size());
  SY_CHECK(nlohmann::json::accept(rest.substr(0, rest.find("</script>"))));
}

}  // namespace

// The first NUL stands between them.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view both(reinterpret_cast<const char*>(data), size);
  const std::size_t end = std::min(both.find('\0'), both.size());
  const auto page = reports::report_page(both.substr(0, end), both.substr(std::min(end + 1, both.size())));
  if (!page) {
    SY_CHECK(!page.error().message.empty() && !codec::to_text(page.error()).empty());
    return 0;
  }
  check_data(*page);
  return 0;
}
