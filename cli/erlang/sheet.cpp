// Laying out the figures of a formula.
#include "cli/erlang/sheet.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "cli/json_text.h"

namespace switchyard::cli {
namespace {

std::string value_text(const Figure& figure) {
  if (std::isinf(figure.value)) return "endless";
  switch (figure.unit) {
    case Unit::whole:
      return fmt::format("{:.0f}", figure.value);
    case Unit::share:
      return fmt::format("{:.2f} %", figure.value * 100);
    case Unit::seconds:
      return fmt::format("{:.2f} s", figure.value);
    case Unit::erlang:
      return fmt::format("{:.3f} erlang", figure.value);
    case Unit::yes_or_no:
      return figure.value != 0 ? "yes" : "no";
    case Unit::number:
      break;
  }
  return fmt::format("{:.4g}", figure.value);
}

// "mean_wait_seconds" -> "mean wait"
std::string label_of(const Figure& figure) {
  std::string label = figure.name;
  const std::string unit = "_seconds";
  if (label.size() > unit.size() && label.compare(label.size() - unit.size(), unit.size(), unit) == 0) {
    label.resize(label.size() - unit.size());
  }
  std::replace(label.begin(), label.end(), '_', ' ');
  return label;
}

std::string lines(const std::vector<Figure>& figures) {
  std::string text;
  for (const Figure& figure : figures)
    text += fmt::format("  {:<34}{:>16}\n", label_of(figure), value_text(figure));
  return text;
}

nlohmann::ordered_json to_json(const std::vector<Figure>& figures) {
  nlohmann::ordered_json json = nlohmann::ordered_json::object();
  for (const Figure& figure : figures) {
    if (std::isinf(figure.value)) {
      json[figure.name] = nullptr;
    } else if (figure.unit == Unit::yes_or_no) {
      json[figure.name] = figure.value != 0;
    } else if (figure.unit == Unit::whole) {
      json[figure.name] = static_cast<std::int64_t>(figure.value);
    } else {
      json[figure.name] = figure.value;
    }
  }
  return json;
}

}  // namespace

std::string Sheet::text() const {
  return lines(inputs_) + "\n" + lines(results_);
}

std::string Sheet::json(const std::string& model) const {
  return json_text({{"model", model}, {"inputs", to_json(inputs_)}, {"results", to_json(results_)}});
}

}  // namespace switchyard::cli
