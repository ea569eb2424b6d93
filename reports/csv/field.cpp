// Quotes a field that holds a comma, a quote or a line end.
#include "reports/csv/field.h"

namespace switchyard::reports {

void append_field(std::string& line, std::string_view field, bool comma) {
  if (comma) line += ',';
  if (field.find_first_of(",\"\r\n") == std::string_view::npos) {
    line += field;
    return;
  }
  line += '"';
  for (const char c : field) {
    if (c == '"') line += '"';
    line += c;
  }
  line += '"';
}

}  // namespace switchyard::reports
