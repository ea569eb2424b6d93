// Options of the commands that a CI system runs, and what they ask for.
#pragma once

#include <string>
#include <vector>

#include "cli/ci/ci_request.h"
#include "cli/console.h"
#include "cli/failure.h"
#include "cli/options.h"
#include "reports/ci/annotation.h"
#include "reports/ci/junit.h"

namespace switchyard::cli {

void add_junit(CLI::App& command, CiRequest& request, const std::string& help);
void add_annotations(CLI::App& command, CiRequest& request);

bool wants_annotations(const CiRequest& request);

// To standard error, where GitHub looks for them too, so that standard output has data only. Nothing unless
// wanted; warnings are left out when the console is quiet. Files in the folder GITHUB_WORKSPACE are named
// from there, as GitHub knows them.
void annotate(const CiRequest& request, const Console& console,
              const std::vector<reports::Annotation>& annotations);

// "-" is standard output, which has room for one document: JUnit XML or data of another form.
Outcome<void> check_streams(const CiRequest& request, bool prints_text);
// The text for people: to standard error when JUnit XML goes to standard output.
ExitCode print_text(const CiRequest& request, const Console& console, const std::string& text);
// Nothing is written unless wanted.
ExitCode write_junit(const CiRequest& request, const Console& console, const std::string& suite,
                     const std::vector<reports::TestCase>& cases);

}  // namespace switchyard::cli
