// Waits and abandonment for any law of patience: Baccelli and Hebuterne's M/M/c+G.
#pragma once

#include "reports/formulas/group.h"
#include "reports/formulas/impatient_queue.h"
#include "reports/formulas/patience.h"

namespace switchyard::reports {

// Source: Baccelli and Hebuterne 1981; Zeltyn and Mandelbaum 2005. The offered wait has the density
// proportional to e^(lambda H(x) - c mu x); all measures are integrals against it, by adaptive Gauss-Kronrod
// quadrature between the kinks, to about 1e-12 (1e-16 * arrivals in one patience, when that is more).
// threshold >= 0 seconds. Shares below 1e-18 may become 0. Without agents everybody waits until they leave.
// If enough never leave (lambda G(infinity) >= c mu) the answer is not stable: answered waits are infinite,
// and those who would ever leave have left.
// Refused: an overload in which the longest waits span more than 1e12 handled contacts.
Answer<ImpatientQueue> general_patience(const Group& group, const PatienceLaw& law, double threshold);

}  // namespace switchyard::reports
