// The end of a run: books become measures, and the self-checks are made.
#pragma once

#include "reports/measures/books.h"
#include "reports/measures/measures.h"
#include "reports/measures/offer_ledger.h"

namespace switchyard::reports {

// Sums the books up; they are empty afterwards.
Measures gather(Books& books, const OfferLedger& offers, Time end);

// What cannot be: a contact lost or counted twice, waits that are not the area under the queue, a worker's
// time that is not the window, offers without a result. One sentence each.
std::vector<std::string> broken_checks(const Books& books, const OfferLedger& offers,
                                       const Measures& measures);

}  // namespace switchyard::reports
