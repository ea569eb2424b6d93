// Options of the commands that a CI system runs, and what they ask for.
#pragma once

#include <string>
#include <vector>

#include "cli/ci/ci_request.h"
#include "cli/console.h"
#include "cli/options.h"
#include "reports/ci/annotation.h"
#include "reports/ci/junit.h"

namespace switchyard::cli {

void add_junit(CLI::App& command, CiRequest& request, const std::string& help);
void add_annotations(CLI::App& command, CiRequest& request);

bool wants_annotations(const CiRequest& request);

// To standard error, where GitHub looks for them too, so that standard output has data only. Nothing unless
// wanted; warnings are left out when the console is quiet.
void annotate(const CiRequest& request, const Console& console,
              const std::vector<reports::Annotation>& annotations);

// Nothing is written unless wanted.
ExitCode write_junit(const CiRequest& request, const Console& console, const std::string& suite,
                     const std::vector<reports::TestCase>& cases);

}  // namespace switchyard::cli
