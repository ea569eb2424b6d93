// Compiles what the template and the table make, and carries each problem back to where it comes from.
#include "cli/workspace/generate.h"

#include <fmt/format.h>

#include <map>
#include <utility>
#include <vector>

#include "cli/workspace/template.h"
#include "engine/codec/text/utf8.h"
#include "engine/codec/workspace/compile.h"

namespace switchyard::cli {
namespace {

// The problems at one place of the template.
struct Place {
  std::optional<std::size_t> first_row;
  std::vector<codec::Problem> problems;  // of that row
  std::size_t last_row = 0;
  std::size_t other_rows = 0;
};

std::string name_of(const sim::Csv& table, std::size_t row) {
  const sim::CsvCell& cell = table.rows[row].front();
  const std::uint32_t line = table.document.problem_at(cell.offset, {}).line;
  return fmt::format("{}:{}, {}", table.document.file, line, codec::shortened(codec::quoted(cell.text), 40));
}

// `all_known`: no problem was left out, so that every row was counted.
std::string ending(const Place& place, const sim::Csv& table, bool all_known) {
  if (!place.first_row) return {};
  std::string text = " (row " + name_of(table, *place.first_row);
  const char* const rows = place.other_rows == 1 ? "row" : "rows";
  const char* const least = all_known ? "" : "at least ";
  if (place.other_rows > 0) text += fmt::format("; in {}{} other {} too", least, place.other_rows, rows);
  return text + ")";
}

class Translator {
 public:
  Translator(const codec::Document& written, const sim::Csv& table) : written_(written), table_(table) {}

  void add(const codec::Problem& problem) {
    if (problem.file != written_.file) return elsewhere_.push_back(problem);
    const Origin origin = origin_of(problem.pointer, written_, table_);
    codec::Problem placed = written_.problem(*origin.node, problem.message, problem.hint);
    placed.severity = problem.severity;
    placed.environment = problem.environment;
    Place& place = places_[{placed.pointer, placed.severity}];
    if (place.problems.empty()) place.first_row = origin.row, place.last_row = origin.row.value_or(0);
    if (place.first_row == origin.row) return place.problems.push_back(std::move(placed));
    place.other_rows += place.last_row != *origin.row;
    place.last_row = *origin.row;
  }

  codec::Problems result(bool all_known) const {
    codec::Problems problems;
    for (const auto& [key, place] : places_) {
      for (codec::Problem problem : place.problems) {
        const std::string message = problem.message;  // one place may have several faults
        problem.message += ending(place, table_, all_known);
        problems.add(std::move(problem), message);
      }
    }
    for (const codec::Problem& problem : elsewhere_) problems.add(problem);
    problems.sort(written_.file);
    return problems;
  }

 private:
  const codec::Document& written_;
  const sim::Csv& table_;
  std::map<std::pair<std::string, codec::Severity>, Place> places_;
  std::vector<codec::Problem> elsewhere_;  // in the files that the template names
};

codec::Problems translated(const codec::Problems& problems, const codec::Document& written,
                           const sim::Csv& table) {
  Translator translator(written, table);
  for (const codec::Problem& problem : problems.list()) translator.add(problem);
  return translator.result(problems.left_out() == 0);
}

codec::Problem unused_table(const codec::Document& written, const sim::Csv& table) {
  codec::Problem problem = written.problem(
      written.root, "nothing here stands for each row: " + table.document.file + " is not used",
      "write {\"for_each_row\": ENTRY} in a list");
  problem.severity = codec::Severity::warning;
  return problem;
}

}  // namespace

GeneratedWorkspace generate_workspace(const std::string& template_file, const std::string& table_file) {
  GeneratedWorkspace result;
  const auto written = codec::read_document(template_file);
  const auto table = sim::read_csv(table_file);
  if (!written) result.problems.add_all(written.error());
  if (!table) result.problems.add_all(table.error());
  if (result.problems.has_errors()) return result;
  result.rows = table->rows.size();
  auto text = fill_template(*written, *table);
  if (!text) return result.problems = std::move(text.error()), result;
  const auto document = codec::parse_document(std::move(*text), written->file);
  if (!document) return result.problems = document.error(), result;
  auto compiled = codec::compile_workspace(*document);
  result.problems = translated(compiled ? compiled->warnings : compiled.error(), *written, *table);
  if (!uses_rows(written->root)) result.problems.add(unused_table(*written, *table));
  if (compiled) result.text = std::move(compiled->workspace.source);
  return result;
}

}  // namespace switchyard::cli
