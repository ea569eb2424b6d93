// Splits a selector into its words; what they mean is decided elsewhere.
#include "reports/thresholds/labels.h"

#include "reports/thresholds/scanner.h"

namespace switchyard::reports {
namespace {

tl::unexpected<ThresholdProblem> fault(std::size_t offset, std::string message) {
  return tl::unexpected(
      ThresholdProblem{std::nullopt, offset, std::move(message), "metric{label:value,label:value}"});
}

tl::expected<Label, ThresholdProblem> parse_label(Scanner& scanner) {
  Label label;
  scanner.skip_spaces();
  label.name_offset = scanner.offset();
  label.name = scanner.take_until(":,}");
  if (label.name.empty() || !scanner.take(":")) return fault(scanner.offset(), "a label must be name:value");
  scanner.skip_spaces();
  const bool quoted = scanner.take("\"");
  label.value_offset = scanner.offset();
  label.value = scanner.take_until(quoted ? "\"" : ",}");
  if (quoted && !scanner.take("\"")) return fault(label.value_offset, "the closing quote is missing");
  if (label.value.empty()) return fault(label.value_offset, "a label's value must not be empty");
  scanner.skip_spaces();
  return label;
}

}  // namespace

tl::expected<WrittenSelector, ThresholdProblem> parse_labels(std::string_view text) {
  Scanner scanner(text);
  WrittenSelector selector;
  scanner.skip_spaces();
  selector.metric_offset = scanner.offset();
  selector.metric = scanner.take_until("{");
  if (selector.metric.empty()) return fault(scanner.offset(), "the name of a metric must stand first");
  if (scanner.at_end()) return selector;
  scanner.take("{");
  do {
    auto label = parse_label(scanner);
    if (!label) return tl::unexpected(label.error());
    const Label* first = selector.find(label->name);
    if (first != nullptr)
      return fault(label->name_offset, "the label \"" + std::string(label->name) + "\" is there twice");
    selector.labels.push_back(*label);
  } while (scanner.take(","));
  if (!scanner.take("}")) return fault(scanner.offset(), "the closing brace is missing");
  scanner.skip_spaces();
  if (!scanner.at_end()) return fault(scanner.offset(), "nothing may follow the closing brace");
  return selector;
}

}  // namespace switchyard::reports
