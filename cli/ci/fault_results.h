// What could not be tried at all, as CI systems want to hear of it.
#pragma once

#include <string>
#include <vector>

#include "cli/failure.h"
#include "reports/ci/annotation.h"
#include "reports/ci/junit.h"

namespace switchyard::cli {

// One case for the whole file, an error.
reports::TestCase case_of(const Failure& failure, const std::string& file);

// One for each problem at its place, or one for the file.
std::vector<reports::Annotation> annotations_of(const Failure& failure, const std::string& file,
                                                const std::string& title);

}  // namespace switchyard::cli
