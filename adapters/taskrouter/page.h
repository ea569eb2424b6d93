// Lists, cut into pages as TaskRouter does: opaque tokens, and `meta` with the neighbours' URLs.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/taskrouter/json_text.h"
#include "adapters/taskrouter/scope.h"

namespace switchyard::adapters::taskrouter {

// The rows of one page, [begin, end) of all rows in their order, and what the answer says about them.
struct Page {
  std::size_t begin = 0;
  std::size_t end = 0;
  Json meta;
};

// PageSize 1 … 1000 (default 50), Page and PageToken of the request. A page stands behind (or before) a row
// that the token names by its SID, so rows that come or go elsewhere move nothing; when the row itself is
// gone, the number of the page decides. `key` is the member of the answer that holds the rows.
Result<Page> cut_page(const Call& call, std::string_view key, std::size_t rows,
                      const std::function<std::string(std::size_t)>& sid_of);

inline void append_row(std::string& out, const Json& row) {
  out += row.dump(-1, ' ', false, Json::error_handler_t::replace);
}
inline void append_row(std::string& out, const std::string& text) {
  out += text;
}

// The answer with the page's rows: `sid_of(row)` names a row, `render(row)` makes its JSON, as tree or text.
template <class Row, class SidOf, class Render>
Result<http::Response> list_reply(const Call& call, std::string_view key, const std::vector<Row>& rows,
                                  const SidOf& sid_of, const Render& render) {
  auto page = cut_page(call, key, rows.size(), [&](std::size_t i) { return std::string(sid_of(rows[i])); });
  if (!page) return tl::unexpected(std::move(page.error()));
  std::string body;
  {
    JsonObject whole(body);
    whole.add("meta", page->meta);
    std::string& list = whole.begin(key);
    list += '[';
    for (std::size_t i = page->begin; i < page->end; ++i) {
      if (i > page->begin) list += ',';
      append_row(list, render(rows[i]));
    }
    list += ']';
  }
  return json_response(200, std::move(body));
}

}  // namespace switchyard::adapters::taskrouter
