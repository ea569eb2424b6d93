// Spans begin and end with the events that concern the task; several workers may be asked at once.
#include "viz/view/task_life.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "engine/codec/text/enums.h"
#include "engine/codec/text/messages.h"
#include "engine/codec/text/names.h"
#include "viz/view/event_row.h"

namespace switchyard::viz {
namespace {

template <class Kind>
std::string text_of(const Workspace& workspace, Id<Kind> id) {
  if (id.is_none()) return {};
  const std::string* name = codec::find_name(workspace, id);
  return name != nullptr ? *name : "#" + std::to_string(id.value);
}

bool concerns(const Event& event, TaskId task) {
  if (const auto* left = std::get_if<VoicemailLeft>(&event))
    return left->task == task || left->callback == task;
  return concerned_by(event).task == task;
}

}  // namespace

void LifeFold::see(std::uint64_t sequence, Time time, const std::vector<Event>& events,
                   const Workspace& workspace) {
  const std::size_t before = events_;
  for (const Event& event : events) {
    if (life_.ended || !concerns(event, life_.explanation.task)) continue;
    see(time, event, workspace);
    if (events_++ == before)
      life_.explanation.moments.push_back({sequence, time, {}, {}, {}, {}, {}, {}, {}, {}});
    life_.explanation.moments.back().events.push_back(
        codec::to_text(event, workspace, {found() ? life_.explanation.arrived : time}));
  }
}

void LifeFold::place(const Board& board, const Workspace& workspace) {
  auto& moments = life_.explanation.moments;
  const OpenTask* task = board.tasks.find(life_.explanation.task);
  if (task == nullptr || moments.empty() || moments.back().sequence != board.sequence) return;
  reports::Moment& moment = moments.back();
  moment.standing.emplace();
  moment.standing->status = codec::enum_text(task->status);
  moment.standing->queue = text_of(workspace, task->queue);
  moment.standing->priority = task->priority;
  moment.asked.clear();
  moment.timers.clear();
  Time until = never;
  board.offers.for_each([&](const OpenOffer& offer) {
    if (offer.task != task->id || offer.phase != OpenOffer::Phase::reserved) return;
    moment.asked.push_back(text_of(workspace, offer.worker));
    until = std::min(until, offer.deadline);
  });
  if (until != never) moment.timers.push_back({"reservation timeout", until});
}

void LifeFold::know(const Board& board, const OpenTask& task, const Workspace& workspace) {
  life_.explanation.found = true;
  life_.explanation.arrived = task.arrived;
  life_.explanation.tenant = text_of(workspace, task.tenant);
  life_.explanation.channel = text_of(workspace, task.channel);
  begin_span(LifeSpan::Kind::waits, task.arrived, text_of(workspace, task.queue), {});
  if (is_in_hand(task.status)) end_wait(task.taken.value_or(board.now));
  board.offers.for_each([&](const OpenOffer& offer) {
    if (offer.task != task.id) return;
    const LifeSpan::Kind kind = offer.phase == OpenOffer::Phase::reserved  ? LifeSpan::Kind::offered
                                : offer.phase == OpenOffer::Phase::on_task ? LifeSpan::Kind::on_task
                                                                           : LifeSpan::Kind::wraps_up;
    begin_span(kind, offer.since, text_of(workspace, offer.worker), offer.id);
  });
}

void LifeFold::begin_span(LifeSpan::Kind kind, Time time, std::string what, ReservationId reservation) {
  open_.push_back({life_.spans.size(), reservation});
  life_.spans.push_back({kind, time, time, std::move(what)});
}

void LifeFold::end_offer(Time time, ReservationId reservation) {
  const auto ended = std::find_if(open_.begin(), open_.end(), [reservation](const OpenSpan& span) {
    return span.reservation == reservation;
  });
  if (ended == open_.end()) return;
  life_.spans[ended->index].to = time;
  open_.erase(ended);
}

bool LifeFold::waits() const {
  return std::any_of(open_.begin(), open_.end(),
                     [](const OpenSpan& span) { return span.reservation.is_none(); });
}

void LifeFold::end_wait(Time time) {
  end_offer(time, {});
}

void LifeFold::see(Time time, const Event& event, const Workspace& workspace) {
  if (const auto* created = std::get_if<TaskCreated>(&event)) {
    life_.explanation.found = true;
    life_.explanation.arrived = time;
    life_.explanation.tenant = text_of(workspace, created->tenant);
    life_.explanation.channel = text_of(workspace, created->channel);
    begin_span(LifeSpan::Kind::waits, time, {}, {});
  }
  see_way(time, event, workspace);
  see_offer(time, event, workspace);
}

void LifeFold::see_way(Time time, const Event& event, const Workspace& workspace) {
  if (const auto* entered = std::get_if<TaskQueueEntered>(&event)) {
    end_wait(time);
    begin_span(LifeSpan::Kind::waits, time, text_of(workspace, entered->queue), {});
  } else if (std::holds_alternative<TaskAssigned>(event)) {
    end_wait(time);
  } else if (std::holds_alternative<TaskReturned>(event)) {
    if (!waits()) begin_span(LifeSpan::Kind::waits, time, {}, {});
  } else if (std::holds_alternative<VoicemailEntered>(event)) {
    end_wait(time);
    begin_span(LifeSpan::Kind::elsewhere, time, "voicemail", {});
  } else if (const auto* forwarded = std::get_if<TaskForwarding>(&event)) {
    end_wait(time);
    begin_span(LifeSpan::Kind::elsewhere, time, text_of(workspace, forwarded->to), {});
  } else if (std::holds_alternative<TaskCompleted>(event)) {
    end(time, "completed");
  } else if (const auto* canceled = std::get_if<TaskCanceled>(&event)) {
    end(time, codec::enum_text(canceled->reason).data());
  } else if (std::holds_alternative<TaskDeleted>(event)) {
    end(time, "deleted");
  } else if (std::holds_alternative<TaskSystemDeleted>(event)) {
    end(time, "system_deleted");
  }
}

void LifeFold::see_offer(Time time, const Event& event, const Workspace& workspace) {
  const Concerned about = concerned_by(event);
  const std::string worker = text_of(workspace, about.worker);
  if (std::holds_alternative<ReservationCreated>(event)) {
    return begin_span(LifeSpan::Kind::offered, time, worker, about.reservation);
  }
  const bool accepted = std::holds_alternative<ReservationAccepted>(event);
  const bool wraps = std::holds_alternative<ReservationWrapping>(event);
  const bool over = std::holds_alternative<ReservationRejected>(event) ||
                    std::holds_alternative<ReservationTimedOut>(event) ||
                    std::holds_alternative<ReservationCanceled>(event) ||
                    std::holds_alternative<ReservationRescinded>(event) ||
                    std::holds_alternative<ReservationCompleted>(event);
  if (accepted || wraps || over) end_offer(time, about.reservation);
  if (accepted) begin_span(LifeSpan::Kind::on_task, time, worker, about.reservation);
  if (wraps) begin_span(LifeSpan::Kind::wraps_up, time, worker, about.reservation);
}

void LifeFold::end(Time time, const char* outcome) {
  for (const OpenSpan& span : open_) life_.spans[span.index].to = time;
  open_.clear();
  life_.explanation.outcome = outcome;
  life_.known_until = time;
  life_.ended = true;
}

TaskLife LifeFold::life(Time until) const {
  TaskLife life = life_;
  for (const OpenSpan& span : open_) life.spans[span.index].to = until;
  if (!life.ended) life.known_until = until;
  return life;
}

}  // namespace switchyard::viz
