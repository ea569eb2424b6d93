// The four service levels from the three shares that decide them, so that all models agree on the
// definitions.
#pragma once

#include "reports/formulas/impatient_queue.h"

namespace switchyard::reports {

// Shares of the offered contacts: answered within T, answered at all, answered or abandoned within T.
// A level over nobody is 0.
ServiceLevels service_levels(double answered_within, double answered, double gone_within);

}  // namespace switchyard::reports
