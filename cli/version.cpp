// The one file that the build tells the version.
#include "cli/version.h"

namespace switchyard::cli {

std::string_view version() {
  return SWITCHYARD_VERSION;
}

std::string_view commit() {
  return SWITCHYARD_COMMIT;
}

std::string_view release_date() {
  return SWITCHYARD_RELEASE_DATE;
}

}  // namespace switchyard::cli
