// A workspace document in which entries of lists stand once for every row of a table.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "engine/codec/document/document.h"
#include "sim/csv/csv.h"

namespace switchyard::cli {

// The text of the document that the template and the table make: each {"for_each_row": ENTRY} of a list
// becomes one entry a row, with the row's cells in the place of "{{column}}" in its strings and keys; a
// string that is
// "{{column:number}}" becomes a number. All else stays as it is written. O(rows · template).
tl::expected<std::string, codec::Problems> fill_template(const codec::Document& written,
                                                         const sim::Csv& table);

// Whether anything of the template stands once for every row.
bool uses_rows(const codec::Node& written);

// Where something of the filled document comes from.
struct Origin {
  const codec::Node* node;         // of the template; the nearest one that is known
  std::optional<std::size_t> row;  // of the table; none: it stands once
};
Origin origin_of(std::string_view pointer, const codec::Document& written, const sim::Csv& table);

}  // namespace switchyard::cli
