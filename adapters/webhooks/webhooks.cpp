// Paths, and the one order of things: read, verify, hand in, answer when it is durable.
#include "adapters/webhooks/webhooks.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "adapters/twiml/twiml.h"
#include "adapters/webhooks/arrival.h"
#include "adapters/webhooks/call_status.h"
#include "adapters/webhooks/message.h"
#include "engine/base/sid.h"
#include "engine/state/state.h"

namespace switchyard::adapters::webhooks {
namespace {

constexpr std::string_view leads_path = "/webhooks/leads/";
// A recording or a forwarded call may be reported so long after its caller has gone.
constexpr Duration last_words = seconds(20);

std::string task_sid(SidKey key, TaskId task) {
  return make_sid(key, SidKind::task, task.value);
}

http::Response answer_lead(SidKey key, const Arrived& arrived) {
  const std::string duplicate = arrived.result == Result::duplicate ? "true" : "false";
  return {202,
          {{"Content-Type", "application/json"}},
          R"({"task_sid":")" + task_sid(key, arrived.task) + R"(","duplicate":)" + duplicate + "}"};
}

Kind kind_of(std::string_view path) {
  if (path.starts_with(leads_path)) return Kind::lead;
  const auto found = std::find_if(webhook_paths.begin(), webhook_paths.end(),
                                  [&](const auto& entry) { return entry.first == path; });
  return found == webhook_paths.end() ? Kind::other : found->second;
}

EndedCall ended_of(const Arrival& call) {
  return {call.place.workspace, call.command.key};
}

Failure not_stored() {
  return {Result::unavailable, "it could not be stored; come again", 503};
}

}  // namespace

tl::expected<std::unique_ptr<Webhooks>, std::string> Webhooks::make(Port& port, Settings settings,
                                                                    http::Now now, http::After after,
                                                                    Gap gap) {
  auto senders = read_senders(settings);
  if (!senders) return tl::unexpected(senders.error());
  return std::unique_ptr<Webhooks>(new Webhooks(port, std::move(settings), *std::move(senders),
                                                std::move(now), std::move(after), std::move(gap)));
}

Webhooks::Webhooks(Port& port, Settings settings, Senders senders, http::Now now, http::After after, Gap gap)
    : port_(port),
      settings_(std::move(settings)),
      now_(std::move(now)),
      after_(std::move(after)),
      gap_(std::move(gap)),
      senders_(std::move(senders)),
      directory_(settings_.message_channel, settings_.call_channel, settings_.owner_of),
      ended_(settings_.ended_calls, now_, after_),
      requests_(settings_.requests_of_sender) {}

void Webhooks::admit(Senders senders, http::Rate requests_of_sender) {
  senders_.put(std::move(senders));
  requests_.change(requests_of_sender);
}

void Webhooks::handle(const http::Request& request, const http::Respond& respond) {
  const Waiting waiting{kind_of(request.path), respond};
  if (waiting.kind == Kind::other)
    return answer(waiting, {Result::unknown_path, "there is no such webhook", 404});
  if (request.method != "POST") return answer(waiting, {Result::wrong_method, "webhooks are posted", 405});
  if (waiting.kind == Kind::lead)
    return take_lead(std::string_view(request.path).substr(leads_path.size()), request, waiting);
  if (waiting.kind == Kind::sms) return take_sms(request, waiting);
  if (waiting.kind == Kind::voice) return take_call(request, waiting);
  take_call_status(request, waiting);
}

void Webhooks::take_message(const http::Fields& form, const std::function<void(Result)>& done) {
  auto arrival = read_message(form, directory_, Reach{});
  if (!arrival) {
    count(Kind::listed, arrival.error().result);
    return done(arrival.error().result);
  }
  hand_in(port_, *std::move(arrival), [this, done](const Arrived& arrived) {
    counters_.count(Kind::listed, arrived.result);  // no gap: whoever asked knows
    done(arrived.result);
  });
}

void Webhooks::take_sms(const http::Request& request, const Waiting& waiting) {
  const auto known = senders_.get();
  const AccountKeys* sender = nullptr;
  const auto form = read_new_work(*known, request, sender);
  if (!form) return answer(waiting, form.error());
  auto arrival = read_message(*form, directory_, sender->reach);
  if (!arrival) return answer(waiting, arrival.error());
  hand_in(port_, *std::move(arrival),
          [this, waiting](const Arrived& arrived) { answer_arrived(waiting, arrived, answer_twiml()); });
}

void Webhooks::take_call(const http::Request& request, const Waiting& waiting) {
  const auto known = senders_.get();
  const AccountKeys* sender = nullptr;
  const auto form = read_new_work(*known, request, sender);
  if (!form) return answer(waiting, form.error());
  auto arrival = read_call(*form, directory_, sender->reach);
  if (!arrival) return answer(waiting, arrival.error());
  const SidKey sids = arrival->place.sids;
  const EndedCall call = ended_of(*arrival);
  // Once it is handed in telephones ring: nobody is there to speak to.
  if (ended_.knows(call)) {
    count(waiting.kind, Result::ignored);
    return waiting.respond(answer_twiml(twiml::reject()));
  }
  hand_in(port_, *std::move(arrival), [this, waiting, sids, call](const Arrived& arrived) {
    // Its end overtook it on the way to the host.
    if (ended_.knows(call)) end_again(call, Hurry::leave_last_words);
    // The caller waits on the line: what the rules refuse is turned away in the carrier's own words.
    if (arrived.task.is_none() && arrived.result != Result::unavailable) {
      count(waiting.kind, arrived.result);
      return waiting.respond(answer_twiml(twiml::reject()));
    }
    const std::string conference = task_sid(sids, arrived.task);
    answer_arrived(waiting, arrived,
                   answer_twiml(twiml::customer_conference(conference, settings_.wait_url)));
  });
}

void Webhooks::take_call_status(const http::Request& request, const Waiting& waiting) {
  const auto known = senders_.get();
  const AccountKeys* sender = nullptr;
  const auto form = read_signed(*known, request, sender);
  if (!form) return answer(waiting, form.error());
  auto call = read_call(*form, directory_, sender->reach);
  if (!call) return answer(waiting, call.error());
  if (!is_over(http::find_field(*form, "CallStatus").value_or(""))) {
    count(waiting.kind, Result::ignored);
    return waiting.respond(answer_twiml());
  }
  const EndedCall ended = ended_of(*call);
  end_call(port_, ended, Hurry::leave_last_words, [this, waiting, ended](CallEnd end) {
    if (end == CallEnd::told) return answer_arrived(waiting, {Result::accepted, {}, {}}, answer_twiml());
    if (end == CallEnd::settled) return answer_arrived(waiting, {Result::ignored, {}, {}}, answer_twiml());
    after_(last_words, [this, ended] { end_again(ended, Hurry::none_left); });
    if (end == CallEnd::unavailable) return answer(waiting, not_stored());
    ended_.keep(ended, [this, waiting](bool kept) {
      kept ? answer_arrived(waiting, {Result::ignored, {}, {}}, answer_twiml())
           : answer(waiting, not_stored());
    });
  });
}

// For an end that has been acknowledged.
void Webhooks::end_again(const EndedCall& call, Hurry hurry) {
  end_call(port_, call, hurry, [this, call, hurry](CallEnd end) {
    if (end == CallEnd::told || end == CallEnd::settled) return ended_.drop(call);
    if (end == CallEnd::waits && hurry == Hurry::none_left) return;  // its task may still come
    if (ended_.knows(call)) after_(last_words, [this, call] { end_again(call, Hurry::none_left); });
  });
}

void Webhooks::begin() {
  ended_.begin();
  for (const EndedCall& call : ended_.all()) end_again(call, Hurry::leave_last_words);
}

void Webhooks::take_lead(std::string_view source, const http::Request& request, const Waiting& waiting) {
  const auto known = senders_.get();
  const auto reader = known->leads.find(source);
  if (reader == known->leads.end())
    return answer(waiting, {Result::unknown_source, "there is no such source of leads", 404});
  auto arrival = reader->second.read(request, directory_, now_(), settings_.largest_lead);
  if (!arrival) return answer(waiting, arrival.error());
  if (const auto many = too_many("leads/" + std::string(source))) return answer(waiting, *many);
  const SidKey sids = arrival->place.sids;
  hand_in(port_, *std::move(arrival), [this, waiting, sids](const Arrived& arrived) {
    answer_arrived(waiting, arrived, answer_lead(sids, arrived));
  });
}

// The end of a call is always taken: it gives back what calls have taken.
Taken<http::Fields> Webhooks::read_new_work(const Senders& known, const http::Request& request,
                                            const AccountKeys*& sender) {
  auto form = read_signed(known, request, sender);
  if (!form) return form;
  const auto account = http::find_field(*form, "AccountSid").value_or("");
  if (const auto many = too_many(std::string(account))) return tl::unexpected(*many);
  return form;
}

Taken<http::Fields> Webhooks::read_signed(const Senders& known, const http::Request& request,
                                          const AccountKeys*& sender) const {
  auto form = read_fields(request, settings_.largest_form);
  if (!form) return form;
  const auto account = check_sender(known.accounts, settings_.public_url, request, *form);
  if (!account) return tl::unexpected(account.error());
  sender = *account;
  return form;
}

// Asked of senders that have shown who they are: nobody else can use up what is theirs.
std::optional<Failure> Webhooks::too_many(const std::string& sender) {
  const auto wait = requests_.take(sender, settings_.steady());
  if (!wait) return std::nullopt;
  return Failure{Result::too_many, "more than its sender may post; come again", 429, *wait};
}

void Webhooks::answer(const Waiting& waiting, const Failure& failure) {
  count(waiting.kind, failure.result);
  if (settings_.refused) settings_.refused(waiting.kind, failure.result, failure.status);
  waiting.respond(answer_failure(failure));
}

void Webhooks::answer_arrived(const Waiting& waiting, const Arrived& arrived, http::Response good) {
  if (arrived.result == Result::unavailable) return answer(waiting, {arrived.result, arrived.reason, 503});
  if (arrived.result == Result::refused)
    return answer(waiting, {arrived.result, "refused: " + arrived.reason, 422});
  count(waiting.kind, arrived.result);
  waiting.respond(std::move(good));
}

void Webhooks::count(Kind kind, Result result) {
  counters_.count(kind, result);
  if ((result == Result::unavailable || result == Result::too_many) && gap_) gap_();
}

void Webhooks::workspace_opened(const WorkspaceView& view) {
  directory_.put(view.name, view.engine.state().workspace());
}

void Webhooks::workspace_removed(std::string_view name) {
  directory_.remove(name);
}

void Webhooks::turn_applied(const WorkspaceView& view, const TurnSeen& turn, bool) {
  if (std::holds_alternative<WorkspaceChanges>(turn.command)) workspace_opened(view);
}

}  // namespace switchyard::adapters::webhooks
