// Each report looks at the state and becomes a command, or none when it changes nothing any more.
#include "adapters/carrier/reports.h"

#include <array>
#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "adapters/carrier/conferences.h"
#include "adapters/carrier/line.h"
#include "adapters/carrier/wishes.h"
#include "adapters/signatures/twilio.h"
#include "adapters/twiml/twiml.h"
#include "engine/base/sid.h"

namespace switchyard::adapters::carrier {
namespace {

// One report on its way.
struct Report {
  Context& context;
  Subject subject;
  http::Fields form;
  http::Fields query;
  http::Respond respond;

  std::string_view field(std::string_view name) const { return http::find_field(form, name).value_or(""); }
  std::string_view wish(std::string_view name) const { return http::find_field(query, name).value_or(""); }
  LegKey leg() const { return {subject.workspace, subject.reservation.value}; }
};

http::Response twiml_answer(const std::string& verbs = {}) {
  return {200, {{"Content-Type", std::string(twiml::content_type)}}, twiml::response(verbs)};
}

http::Response text_answer(unsigned status, std::string text) {
  http::Response response{status, {{"Content-Type", "text/plain"}}, std::move(text)};
  if (status == 503) response.headers.emplace_back("Retry-After", "2");
  return response;
}

std::string conference_of(const Subject& subject) {
  return make_sid(sid_key(subject.workspace), SidKind::task, subject.task.value);
}

using Decide = std::function<std::vector<Command>(const WorkspaceView&)>;
using Answer = std::function<http::Response(const WorkspaceView&)>;

// Hands the commands in, and answers when they are stored.
void hand_in(const Report& report, Decide decide, Answer answer) {
  Work work;
  work.workspace = report.subject.workspace;
  work.decide = std::move(decide);
  work.finish = [respond = report.respond, answer = std::move(answer)](const WorkspaceView* view,
                                                                       const Outcome& outcome) {
    const bool stored = view != nullptr && outcome.kind != Outcome::Kind::journal_failed;
    respond(stored ? answer(*view) : text_answer(503, "it could not be stored; come again"));
  };
  if (!report.context.port.submit(std::move(work)))
    report.respond(text_answer(503, "too much work; come again"));
}

Answer say_nothing() {
  return [](const WorkspaceView&) { return twiml_answer(); };
}

bool has_status(const WorkspaceView& view, ReservationId id, ReservationStatus status) {
  const Reservation* reservation = look_up(view, id);
  return reservation != nullptr && reservation->status == status;
}

bool has_status(const WorkspaceView& view, TaskId id, TaskStatus status) {
  const std::optional<Task> task = look_up(view, id);
  return task && task->status == status;
}

// What the task remembers of the call that an instruction made.
Attributes with_worker_call(const Task& task, std::string_view instruction, const std::string& call_sid) {
  if (instruction == "dequeue") return with_text(task.attributes, "worker_call_sid", call_sid);
  const ValueView customer = task.attributes.member("call_sid");
  Value::Object participants = {{"worker", Value(Value::Data(call_sid))}};
  if (customer.kind() == ValueKind::string)
    participants.emplace_back("customer", Value(Value::Data(std::string(customer.as_string()))));
  Value::Object conference = {{"participants", Value(Value::Data(std::move(participants)))}};
  return with_value(task.attributes, "conference", Value(Value::Data(std::move(conference))));
}

std::vector<Command> first_to_lift(const WorkspaceView& view, const Subject& subject,
                                   std::string_view instruction, const std::string& call_sid) {
  if (!has_status(view, subject.reservation, ReservationStatus::pending)) return {};
  std::vector<Command> commands = {WorkerAccepts{subject.reservation}};
  const std::optional<Task> task = look_up(view, subject.task);
  if (instruction.empty() || !task) return commands;
  TaskChanges changes;
  changes.task = subject.task;
  changes.attributes = with_worker_call(*task, instruction, call_sid);
  commands.emplace_back(std::move(changes));
  return commands;
}

void leg_is_answered(const Report& report) {
  const Subject subject = report.subject;
  const auto decide = [subject, instruction = std::string(report.wish("instruction")),
                       call_sid = std::string(report.field("CallSid"))](const WorkspaceView& view) {
    return first_to_lift(view, subject, instruction, call_sid);
  };
  hand_in(report, decide,
          [&context = report.context, subject, leg = report.leg(),
           wishes = report.query](const WorkspaceView& view) {
            if (!has_status(view, subject.reservation, ReservationStatus::accepted))
              return twiml_answer(twiml::hangup());
            if (const auto customer = context.legs.take_customer(leg)) {
              context.attempts.run(
                  place_call(context.settings, customer->order),
                  [&context, subject, effect = customer->effect](const http::SendResult& result) {
                    Subject of_effect = subject;
                    of_effect.effect = effect;
                    if (!result.accepted()) effect_failed(context, of_effect, describe_failure(result));
                  });
            }
            if (http::find_field(wishes, "instruction") == "conference")
              settle_conference(context, subject, wishes);
            return twiml_answer(twiml::worker_conference(
                conference_of(subject),
                conference_changes(
                    wishes, recording_url(context, subject, http::find_field(wishes, "kept").value_or(""),
                                          listener_of(wishes, "conference_recording_status_callback")))));
          });
}

// What a worker's call that is over means for the work.
std::vector<Command> worker_hung_up(const WorkspaceView& view, ReservationId id, std::string_view status) {
  const Reservation* reservation = look_up(view, id);
  if (reservation == nullptr) return {};
  const bool cannot = status == "busy" || status == "failed";
  if (reservation->status == ReservationStatus::pending && cannot) return {WorkerRejects{id, {}}};
  if (reservation->status != ReservationStatus::accepted || status != "completed") return {};
  const std::optional<Task> task = look_up(view, reservation->task_id);
  const bool others_have_it = task && task->transfer.initiator == id;
  return others_have_it ? std::vector<Command>{WorkerLeaves{id}} : std::vector<Command>{WorkerFinishes{id}};
}

// Who was in the conversation goes to the activity that the instruction names.
void add_post_work(const WorkspaceView& view, ReservationId id, const http::Fields& wishes,
                   std::vector<Command>& commands) {
  const Reservation* reservation = look_up(view, id);
  const ActivityId activity = post_work_activity(view, wishes);
  if (reservation == nullptr || activity.is_none()) return;
  const bool talked = reservation->status == ReservationStatus::accepted ||
                      reservation->status == ReservationStatus::wrapping ||
                      reservation->status == ReservationStatus::completed;
  if (talked) commands.emplace_back(WorkerChangesActivity{reservation->worker, activity, false});
}

// To whoever the instruction named, in the carrier's form, signed as we sign. GET has the form in the query.
void hand_on(const Report& report, std::string listener, std::string_view method, const http::Fields& form) {
  http::OutgoingRequest request;
  const bool in_query = method == "GET";
  if (in_query) listener += (listener.find('?') == std::string::npos ? '?' : '&') + http::write_form(form);
  request.method = in_query ? "GET" : "POST";
  if (!in_query) {
    request.headers.emplace_back("Content-Type", "application/x-www-form-urlencoded");
    request.body = http::write_form(form);
  }
  const http::Fields posted = in_query ? http::Fields{} : form;
  request.headers.emplace_back(signatures::twilio_header,
                               signatures::sign_twilio_form(report.context.keys.front(), listener, posted));
  request.url = std::move(listener);
  report.context.attempts.run(std::move(request), [](const http::SendResult&) {});
}

void hand_on_status(const Report& report) {
  auto listener = status_listener(report.query, report.field("CallStatus"));
  if (!listener) return;
  http::Fields form = report.form;
  if (report.wish("instruction") == "dequeue") form.emplace_back("taskCallSid", report.wish("customer"));
  hand_on(report, *std::move(listener), report.wish("status_callback_method"), form);
}

bool is_over(std::string_view status) {
  return status != "queued" && status != "initiated" && status != "ringing" && status != "in-progress";
}

void leg_is_over(const Report& report) {
  hand_on_status(report);
  if (!is_over(report.field("CallStatus"))) return report.respond(twiml_answer());
  const auto over = report.context.legs.end(report.leg());
  if (over.customer) {
    Subject of_effect = report.subject;
    of_effect.effect = over.customer->effect;
    effect_failed(report.context, of_effect, "the worker did not answer");
  }
  const auto decide = [id = report.subject.reservation, status = std::string(report.field("CallStatus")),
                       wishes = report.query](const WorkspaceView& view) {
    std::vector<Command> commands = worker_hung_up(view, id, status);
    if (status == "completed") add_post_work(view, id, wishes, commands);
    return commands;
  };
  hand_in(report, decide, say_nothing());
}

// The call's SID goes to the attributes first: what the success orders, such as a recording, needs it.
void customer_has_answered(const Report& report) {
  const Subject subject = report.subject;
  const auto decide = [subject, call_sid = std::string(report.field("CallSid"))](const WorkspaceView& view) {
    const std::optional<Task> task = look_up(view, subject.task);
    if (!task || task->status != TaskStatus::assigned) return std::vector<Command>();
    TaskChanges changes;
    changes.task = subject.task;
    changes.attributes = with_text(task->attributes, "call_sid", call_sid);
    return std::vector<Command>{std::move(changes), EffectSucceeds{subject.effect}};
  };
  hand_in(report, decide, [subject](const WorkspaceView& view) {
    const bool talks = has_status(view, subject.task, TaskStatus::assigned);
    return twiml_answer(talks ? twiml::customer_conference(conference_of(subject), {}) : twiml::hangup());
  });
}

void customer_is_over(const Report& report) {
  const Subject subject = report.subject;
  const bool talked = report.field("CallStatus") == "completed";
  if (!talked) {
    const auto leg = report.context.legs.end(report.leg());
    if (!leg.call_sid.empty()) hang_up(report.context, leg.call_sid, effect_key(subject, "end"));
  }
  const auto decide = [subject, talked, reason = "customer: " + std::string(report.field("CallStatus"))](
                          const WorkspaceView& view) {
    if (!talked) return std::vector<Command>(1, EffectFails{subject.effect, reason});
    const bool is_there = has_status(view, subject.task, TaskStatus::assigned);
    return is_there ? std::vector<Command>(1, CustomerLeaves{subject.task}) : std::vector<Command>();
  };
  hand_in(report, decide, say_nothing());
}

void forward_is_answered(const Report& report) {
  const auto decide = [effect = report.subject.effect](const WorkspaceView&) {
    return std::vector<Command>(1, EffectSucceeds{effect});
  };
  hand_in(report, decide, say_nothing());
}

// A caller whom nobody answered there goes back to wait here.
void forward_is_over(const Report& report) {
  const Subject subject = report.subject;
  const std::string_view status = report.field("DialCallStatus");
  const bool gone = status == "completed" || status == "answered";
  const auto decide = [gone, subject, reason = "forwarding: " + std::string(status)](const WorkspaceView&) {
    return gone ? std::vector<Command>() : std::vector<Command>(1, EffectFails{subject.effect, reason});
  };
  hand_in(report, decide, [gone, subject](const WorkspaceView&) {
    return twiml_answer(gone ? "" : twiml::customer_conference(conference_of(subject), {}));
  });
}

void note_recording(const Report& report) {
  const std::string_view text = report.wish("kept");
  const std::string_view sid = report.field("RecordingSid");
  Duration kept;
  const auto [end, bad] = std::from_chars(text.data(), text.data() + text.size(), kept.microseconds);
  if (bad != std::errc() || sid.empty() || !report.context.keep_recording) return;
  report.context.keep_recording(std::string(sid), kept);
}

// Of a leg or a conference, because an instruction wanted it.
void recording_goes_on(const Report& report) {
  const std::string_view status = report.field("RecordingStatus");
  if (status.empty() || status == "completed") note_recording(report);
  std::string listener(report.wish("listener"));
  if (!listener.empty()) hand_on(report, std::move(listener), report.wish("method"), report.form);
  report.respond(twiml_answer());
}

void voicemail_is_recorded(const Report& report) {
  note_recording(report);  // also when nothing was said: the carrier has a recording all the same
  const std::string_view length = report.field("RecordingDuration");
  const bool said_nothing = length.empty() || length.find_first_not_of('0') == std::string_view::npos;
  const auto decide = [said_nothing, task = report.subject.task,
                       recording = std::string(report.field("RecordingUrl"))](const WorkspaceView& view) {
    if (!has_status(view, task, TaskStatus::elsewhere)) return std::vector<Command>();
    if (said_nothing || recording.empty()) return std::vector<Command>(1, CustomerLeaves{task});
    return std::vector<Command>(1, VoicemailArrives{task, recording});
  };
  hand_in(report, decide, [](const WorkspaceView&) { return twiml_answer(twiml::hangup()); });
}

// Comes in only while somebody talks.
void supervisor_has_answered(const Report& report) {
  const auto nothing = [](const WorkspaceView&) { return std::vector<Command>(); };
  hand_in(report, nothing,
          [subject = report.subject, muted = report.wish("mode") == "monitor",
           coached = std::string(report.wish("coached"))](const WorkspaceView& view) {
            if (!has_status(view, subject.reservation, ReservationStatus::accepted))
              return twiml_answer(twiml::hangup());
            return twiml_answer(twiml::supervisor_conference(conference_of(subject), muted, coached));
          });
}

using Take = void (*)(const Report&);
constexpr std::array<std::pair<std::string_view, Take>, 9> takers = {{
    {"/carrier/leg", leg_is_answered},
    {"/carrier/leg/status", leg_is_over},
    {"/carrier/customer", customer_has_answered},
    {"/carrier/customer/status", customer_is_over},
    {"/carrier/forward/answered", forward_is_answered},
    {"/carrier/forward/ended", forward_is_over},
    {"/carrier/voicemail", voicemail_is_recorded},
    {"/carrier/recording", recording_goes_on},
    {"/carrier/supervisor", supervisor_has_answered},
}};

constexpr std::string_view notice_path = "/carrier/notice";

bool is_signed(const Context& context, const http::Request& request, const http::Fields& form) {
  const auto signature = http::find_header(request.headers, signatures::twilio_header).value_or("");
  const std::string url = context.settings.public_url + request.target;
  return signatures::check_twilio_form(context.keys, url, form, signature) == signatures::Verdict::good;
}

}  // namespace

std::vector<std::string_view> report_paths() {
  std::vector<std::string_view> paths{notice_path};
  for (const auto& taker : takers) paths.push_back(taker.first);
  return paths;
}

void take_report(Context& context, const http::Request& request, const http::Respond& respond) {
  if (request.method != "POST") return respond(text_answer(405, "reports are posted"));
  auto form = http::read_form(request.body);
  if (!form) return respond(text_answer(400, "the form has a broken escape"));
  if (!is_signed(context, request, *form)) return respond(text_answer(403, "the signature does not match"));
  if (request.path == notice_path)
    return respond(twiml_answer(twiml::say(context.settings.recording_notice)));
  for (const auto& [path, take] : takers) {
    if (path != request.path) continue;
    const auto subject = read_subject(request.query);
    if (!subject) return respond(text_answer(400, "the query is not one of ours"));
    return take({context, *subject, *std::move(form), request.query, respond});
  }
  respond(text_answer(404, "there is no such report"));
}

}  // namespace switchyard::adapters::carrier
