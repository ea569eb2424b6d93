// Where a page begins and how its neighbours are reached.
#include "adapters/taskrouter/page.h"

#include <algorithm>

namespace switchyard::adapters::taskrouter {
namespace {

constexpr std::int64_t most_rows = 1000;
constexpr std::int64_t usual_rows = 50;
constexpr std::string_view after = "PA";   // and the SID of the row before the page
constexpr std::string_view before = "PB";  // and the SID of the row behind the page

struct Wanted {
  std::size_t number = 0;
  std::size_t size = 0;
  std::string token;
};

Result<Wanted> read_wanted(const Call& call) {
  Parameters parameters = call.parameters;
  const auto size = parameters.integer("PageSize", 1, most_rows);
  const auto number = parameters.integer("Page", 0, 1'000'000'000);
  const auto token = parameters.text("PageToken");
  if (parameters.error()) return tl::unexpected(*parameters.error());
  if (number.value_or(0) > 0 && !token)
    return tl::unexpected(ApiError{400, 40153, "Page needs the PageToken that came with it"});
  if (token && token->substr(0, 2) != after && token->substr(0, 2) != before)
    return tl::unexpected(bad_request("PageToken is invalid"));
  return Wanted{static_cast<std::size_t>(number.value_or(0)),
                static_cast<std::size_t>(size.value_or(usual_rows)), token.value_or("")};
}

std::size_t begin_of(const Wanted& wanted, std::size_t rows,
                     const std::function<std::string(std::size_t)>& sid_of) {
  if (wanted.token.empty()) return 0;
  const std::string_view sid = std::string_view(wanted.token).substr(2);
  const bool behind = wanted.token.substr(0, 2) == after;
  for (std::size_t row = 0; row < rows; ++row) {
    if (sid_of(row) == sid) return behind ? row + 1 : row - std::min(row, wanted.size);
  }
  return std::min(rows, wanted.number * wanted.size);
}

// The request's URL with other paging.
std::string page_url(const Call& call, const Wanted& wanted, std::size_t number, const std::string& token) {
  http::Fields fields;
  for (const auto& field : call.request.query) {
    if (field.first != "Page" && field.first != "PageToken" && field.first != "PageSize")
      fields.push_back(field);
  }
  fields.emplace_back("PageSize", std::to_string(wanted.size));
  fields.emplace_back("Page", std::to_string(number));
  if (!token.empty()) fields.emplace_back("PageToken", token);
  const std::string path = call.request.target.substr(0, call.request.target.find('?'));
  return call.base_url + path + "?" + http::write_form(fields);
}

}  // namespace

Result<Page> cut_page(const Call& call, std::string_view key, std::size_t rows,
                      const std::function<std::string(std::size_t)>& sid_of) {
  const auto wanted = read_wanted(call);
  if (!wanted) return tl::unexpected(wanted.error());
  Page page;
  page.begin = begin_of(*wanted, rows, sid_of);
  page.end = page.begin + std::min(wanted->size, rows - page.begin);
  const std::size_t number = wanted->number;
  Json& meta = page.meta;
  meta["page"] = number;
  meta["page_size"] = wanted->size;
  meta["first_page_url"] = page_url(call, *wanted, 0, "");
  meta["previous_page_url"] = nullptr;
  if (page.begin > 0 && number > 0) {
    const std::string token = page.begin < rows ? std::string(before) + sid_of(page.begin) : "PB";
    meta["previous_page_url"] = page_url(call, *wanted, number - 1, number == 1 ? "" : token);
  }
  meta["url"] = page_url(call, *wanted, number, wanted->token);
  meta["next_page_url"] = nullptr;
  if (page.end < rows) {
    meta["next_page_url"] = page_url(call, *wanted, number + 1, std::string(after) + sid_of(page.end - 1));
  }
  meta["key"] = key;
  return page;
}

}  // namespace switchyard::adapters::taskrouter
