// One line of the log each; what is left out is counted.
#include "cli/serve/outside_failures.h"

#include <string>
#include <string_view>

namespace switchyard::cli {

namespace http = adapters::http;
namespace webhooks = adapters::webhooks;

namespace {

webhooks::Result result_of_report(unsigned status) {
  using Result = webhooks::Result;
  if (status < 400) return Result::accepted;
  if (status == 403) return Result::wrong_signature;
  if (status == 404) return Result::unknown_path;
  if (status == 405) return Result::wrong_method;
  return status >= 500 ? Result::unavailable : Result::bad_form;
}

}  // namespace

void OutsideFailures::carrier(const adapters::carrier::RequestFailure& failure) {
  const auto times = complaints_.admit(failure.request + " " + std::to_string(failure.status), now_());
  if (!times) return;
  log_.warn("carrier", {{"request", std::string_view(failure.request)},
                        {"status", std::uint64_t{failure.status}},
                        {"code", failure.code.value_or(0)},
                        {"text", std::string_view(failure.text)},
                        {"times", *times}});
}

void OutsideFailures::webhook(webhooks::Kind kind, webhooks::Result result, unsigned status) {
  log_.info("webhook_refused", {{"kind", webhooks::kind_text(kind)},
                                {"result", webhooks::result_text(result)},
                                {"status", std::uint64_t{status}}});
}

http::Respond OutsideFailures::watch_report(http::Respond respond) {
  return [this, respond = std::move(respond)](http::Response answer) {
    const webhooks::Result result = result_of_report(answer.status);
    reports_.count(webhooks::Kind::carrier, result);
    if (answer.status >= 400) webhook(webhooks::Kind::carrier, result, answer.status);
    respond(std::move(answer));
  };
}

}  // namespace switchyard::cli
