// `switchyard report`: the report of a run that was made before.
#include <filesystem>
#include <memory>
#include <utility>

#include "cli/commands/commands.h"
#include "cli/run/file_source.h"
#include "cli/run/file_writer.h"
#include "reports/html/page.h"

namespace switchyard::cli {
namespace {

constexpr const char* examples =
    "  switchyard report results -o report.html\n"
    "  switchyard report results > report.html\n";

struct ReportRequest {
  std::string folder;
  std::string output = "-";
};

ExitCode write(const std::string& file, const std::string& text, const Console& console) {
  if (file == "-") return console.print(text);
  if (const auto written = write_file(file, text); !written) return console.tell(written.error());
  console.note(file + ": the report");
  return ExitCode::done;
}

// The report is a page; who names a table or a sheet wants what the folder has already.
bool is_page_name(const std::string& file) {
  const std::string ending = std::filesystem::path(file).extension().string();
  return ending.empty() || ending == ".html" || ending == ".htm";
}

ExitCode report(const ReportRequest& request, const Console& console) {
  if (!is_page_name(request.output)) {
    return console.tell(
        Failure{ExitCode::usage, "-o must be a file that ends in .html (found \"" + request.output + "\")",
                "summary.json, intervals.csv and workers.csv in the folder have the figures"});
  }
  const auto summary = file_source(request.folder + "/summary.json");
  if (!summary) return console.tell(summary.error());
  const auto intervals = file_source(request.folder + "/intervals.csv");
  if (!intervals) return console.tell(intervals.error());
  auto page = reports::report_page(*summary, *intervals);
  if (!page) {
    page.error().file = request.folder + "/" + page.error().file;
    codec::Problems problems;
    problems.add(std::move(page.error()));
    return console.tell(problems);
  }
  return write(request.output, *page, console);
}

}  // namespace

void add_report(CLI::App& program, Chosen& chosen) {
  const auto request = std::make_shared<ReportRequest>();
  CLI::App* command =
      add_command(program, {"report", "Make the report of a run that was made before", examples}, chosen,
                  [request](const Console& console) { return report(*request, console); });
  command->add_option("RUN_DIR", request->folder, "A folder that `switchyard run --out` wrote")
      ->type_name("DIR")
      ->required();
  // Not from the environment: there SWITCHYARD_OUTPUT is the form of the other commands' data.
  command->add_option("-o,--output", request->output, "Where the report goes; - is standard output [-]")
      ->type_name("FILE");
}

}  // namespace switchyard::cli
