// Where the environment says that a CI system is listening.
#include "cli/ci/ci_options.h"

#include <cstdlib>
#include <filesystem>
#include <string_view>
#include <system_error>

#include "cli/run/file_writer.h"

namespace switchyard::cli {
namespace {

bool runs_on_github() {
  const char* value = std::getenv("GITHUB_ACTIONS");
  return value != nullptr && std::string_view(value) == "true";
}

// Paths in annotations begin at the repository, wherever the program was started.
std::string from_repository(const std::string& file) {
  namespace fs = std::filesystem;
  const char* const folder = std::getenv("GITHUB_WORKSPACE");
  if (file.empty() || folder == nullptr || *folder == '\0') return file;
  std::error_code failed;
  const fs::path root = fs::weakly_canonical(folder, failed);
  const fs::path path = fs::weakly_canonical(fs::absolute(file), failed);
  const std::string inside = path.lexically_relative(root).generic_string();
  return failed || inside.empty() || inside.starts_with("..") ? file : inside;
}

bool goes_to_output(const CiRequest& request) {
  return request.junit == "-";
}

}  // namespace

void add_junit(CLI::App& command, CiRequest& request, const std::string& help) {
  command.add_option("--junit", request.junit, help + "; - is standard output")
      ->type_name("FILE")
      ->envname(environment_name("--junit"));
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
  for (reports::Annotation annotation : annotations) {
    annotation.file = from_repository(annotation.file);
    const std::string text = reports::github_text(annotation);
    annotation.severity == codec::Severity::error ? console.say(text) : console.progress(text);
  }
}

Outcome<void> check_streams(const CiRequest& request, bool prints_text) {
  if (prints_text || !goes_to_output(request)) return {};
  return fail(ExitCode::usage, "--junit - and -o cannot both have standard output",
              "name a file for one of them: --junit results.xml");
}

ExitCode print_text(const CiRequest& request, const Console& console, const std::string& text) {
  if (!goes_to_output(request)) return console.print(text);
  console.progress(text);
  return ExitCode::done;
}

ExitCode write_junit(const CiRequest& request, const Console& console, const std::string& suite,
                     const std::vector<reports::TestCase>& cases) {
  if (request.junit.empty()) return ExitCode::done;
  const std::string xml = reports::junit_xml(suite, cases);
  if (goes_to_output(request)) return console.print(xml);
  const auto written = write_file(request.junit, xml);
  return written ? ExitCode::done : console.tell(written.error());
}

}  // namespace switchyard::cli
