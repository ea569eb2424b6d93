// What tasks, reservations, workers and timers consist of, in the order of their bytes.
#pragma once

#include "engine/codec/snapshot/rules_fields.h"
#include "engine/state/snapshot.h"

namespace switchyard::codec {

template <>
inline constexpr auto last_of<TaskStatus> = TaskStatus::elsewhere;
template <>
inline constexpr auto last_of<ReservationStatus> = ReservationStatus::rescinded;
template <>
inline constexpr auto last_of<OriginCause> = OriginCause::queue_full;
template <>
inline constexpr auto last_of<TimerKind> = TimerKind::divert;

// As RulesFields. Links, timer handles and places are left out: they are made anew.
struct StateFields {
  template <class Visit>
  static void of(Visit& visit, Like<Rejection> auto& r) {
    visit(r.worker, r.at);
  }
  template <class Visit>
  static void of(Visit& visit, Like<OwnStep> auto& s) {
    visit(s.queue, s.filter, s.target);
  }
  template <class Visit>
  static void of(Visit& visit, Like<Origin> auto& o) {
    visit(o.step, o.worker, o.cause);
  }
  template <class Visit>
  static void of(Visit& visit, Like<WorkerWait> auto& w) {
    visit(w.worker, w.handed_back);
  }
  template <class Visit>
  static void of(Visit& visit, Like<Transfer> auto& t) {
    visit(t.initiator, t.under_way, t.back_to);
  }
  // Whether the task is in a class, and whether it stands in line, come first.
  template <class Visit>
  static void of(Visit& visit, Like<Task> auto& t) {
    visit(t.id, t.status, t.tenant, t.channel, t.priority, t.arrived, t.virtual_start, t.time_to_live);
    visit(t.rules_version, t.workflow, t.filter, t.target, t.queue, t.known_worker, t.known_worker_missing);
    visit(t.re_evaluate, t.clock_start, t.clock_spent, t.target_deadline, t.offer_limit, t.offer_grows,
          t.offer_deadline);
    visit(t.assignments, t.misses, t.rejects, t.rejections, t.ended, t.attributes);
    visit(t.next_cause, t.own_step, t.with_a_team, t.origin, t.hand_backs, t.waits_for, t.transfer,
          t.last_offered, t.not_offered, t.thread, t.due, t.callback, t.recorded);
  }
  template <class Visit>
  static void of(Visit& visit, Like<Reservation> auto& r) {
    visit(r.id, r.status, r.taken_by_other, r.task, r.task_id, r.worker, r.channel, r.created,
          r.assigned_before, r.channel_assigned_before, r.ended);
  }
  template <class Visit>
  static void of(Visit& visit, Like<WorkerChannelState> auto& c) {
    visit(c.capacity, c.available, c.pending, c.accepted, c.wrapping, c.misses, c.idle_since,
          c.last_assigned);
  }
  template <class Visit>
  static void of(Visit& visit, Like<WorkerState> auto& w) {
    visit(w.activity, w.activity_since, w.idle_since, w.last_assigned, w.open_tasks, w.removed, w.channels,
          w.attributes);
  }
  template <class Visit>
  static void of(Visit& visit, Like<TimerRecord> auto& t) {
    visit(t.deadline, t.sequence, t.delay, t.kind, t.subject);
  }
  template <class Visit>
  static void of(Visit& visit, Like<DedupRecord> auto& d) {
    visit(d.key, d.task, d.at);
  }
  template <class Visit>
  static void of(Visit& visit, Like<CalendarState> auto& c) {
    visit(c.open, c.changes);
  }
  template <class Visit>
  static void of(Visit& visit, Like<DivertState> auto& d) {
    visit(d.to, d.until);
  }
  template <class Visit>
  static void of(Visit& visit, Like<ThreadRecord> auto& t) {
    visit(t.key.tenant, t.key.name, t.thread.task, t.thread.owner, t.thread.last_message);
  }
};

}  // namespace switchyard::codec
