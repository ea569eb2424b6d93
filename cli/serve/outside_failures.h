// What goes wrong between us and those outside, told to whoever runs the program: only in words of ours, for
// what stands in a webhook is a customer's.
#pragma once

#include <functional>
#include <utility>

#include "adapters/carrier/watched_send.h"
#include "adapters/http/message.h"
#include "adapters/http/outgoing.h"
#include "adapters/operations/complaints.h"
#include "adapters/operations/log.h"
#include "adapters/webhooks/counts.h"

namespace switchyard::cli {

// Any thread. The log must outlive it.
class OutsideFailures {
 public:
  OutsideFailures(adapters::operations::Log& log, adapters::http::Now now)
      : log_(log), now_(std::move(now)) {}

  // The carrier did not do what it was asked for: once a minute for each kind.
  void carrier(const adapters::carrier::RequestFailure& failure);
  // A webhook was answered with a 4xx or 5xx.
  void webhook(adapters::webhooks::Kind kind, adapters::webhooks::Result result, unsigned status);

  // As `respond`, for one of the carrier's reports: counts the answer, and tells of it as of a webhook.
  adapters::http::Respond watch_report(adapters::http::Respond respond);
  const adapters::webhooks::Counters& reports() const { return reports_; }

 private:
  adapters::operations::Log& log_;
  adapters::http::Now now_;
  adapters::operations::Complaints complaints_;
  adapters::webhooks::Counters reports_;
};

}  // namespace switchyard::cli
