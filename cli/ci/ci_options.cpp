// Where the environment says that a CI system is listening.
#include "cli/ci/ci_options.h"

#include <cstdlib>
#include <string_view>

#include "cli/run/file_writer.h"

namespace switchyard::cli {
namespace {

bool runs_on_github() {
  const char* value = std::getenv("GITHUB_ACTIONS");
  return value != nullptr && std::string_view(value) == "true";
}

}  // namespace

void add_junit(CLI::App& command, CiRequest& request, const std::string& help) {
  command.add_option("--junit", request.junit, help)->type_name("FILE")->envname(environment_name("--junit"));
}

void add_annotations(CLI::App& command, CiRequest& request) {
  const auto parse = [](std::string_view text) -> std::optional<std::optional<bool>> {
    if (text != "github" && text != "none") return std::nullopt;
    return std::optional(text == "github");
  };
  add_value(command, "--annotations", request.annotations, parse, "github or none",
            "Problems as annotations on standard error [github when GITHUB_ACTIONS is true]")
      ->type_name("github|none")
      ->envname(environment_name("--annotations"));
}

bool wants_annotations(const CiRequest& request) {
  return request.annotations.value_or(runs_on_github());
}

void annotate(const CiRequest& request, const Console& console,
              const std::vector<reports::Annotation>& annotations) {
  if (!wants_annotations(request)) return;
  for (const reports::Annotation& annotation : annotations) {
    const std::string text = reports::github_text(annotation);
    annotation.severity == codec::Severity::error ? console.say(text) : console.progress(text);
  }
}

ExitCode write_junit(const CiRequest& request, const Console& console, const std::string& suite,
                     const std::vector<reports::TestCase>& cases) {
  if (request.junit.empty()) return ExitCode::done;
  const auto written = write_file(request.junit, reports::junit_xml(suite, cases));
  return written ? ExitCode::done : console.tell(written.error());
}

}  // namespace switchyard::cli
