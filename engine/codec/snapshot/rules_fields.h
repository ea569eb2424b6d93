// What the rules and their expressions consist of, in the order of their bytes, once for writing and reading.
#pragma once

#include <cstdint>
#include <type_traits>

#include "engine/expression/program.h"
#include "engine/expression/slots.h"
#include "engine/workspace/workspace.h"

namespace switchyard::codec {

// The thing itself, or a constant one.
template <class T, class Thing>
concept Like = std::is_same_v<std::remove_const_t<T>, Thing>;

// The last enumerator; all numbers up to it are enumerators.
template <class Enum>
inline constexpr auto last_of = nullptr;
template <>
inline constexpr auto last_of<TaskOrder> = TaskOrder::lifo;
template <>
inline constexpr auto last_of<WorkOrder> = WorkOrder::fixed_queues;
template <>
inline constexpr auto last_of<WorkerOrder> = WorkerOrder::random;
template <>
inline constexpr auto last_of<Ring::Kind> = Ring::Kind::step;
template <>
inline constexpr auto last_of<KnownWorker::By> = KnownWorker::By::friendly_name;
template <>
inline constexpr auto last_of<ChannelKind> = ChannelKind::messages;
template <>
inline constexpr auto last_of<TargetEnd> = TargetEnd::voicemail;
template <>
inline constexpr auto last_of<expression::Operator> = expression::Operator::not_in;
template <>
inline constexpr auto last_of<expression::Direction> = expression::Direction::descending;
template <>
inline constexpr auto last_of<expression::Source::From> = expression::Source::From::list;
template <>
inline constexpr auto last_of<expression::Source::Reading> = expression::Source::Reading::day;
template <>
inline constexpr auto last_of<expression::WorkerField> = expression::WorkerField::activity_name;
template <>
inline constexpr auto last_of<expression::ChannelFigure> =
    expression::ChannelFigure::available_capacity_percentage;
template <>
inline constexpr auto last_of<expression::ClockName> = expression::ClockName::day_of_week;
template <>
inline constexpr auto last_of<expression::WorkerCount::Of> = expression::WorkerCount::Of::activity;

// Each calls visit(field, …) with all fields. Slots are their four tables; what they know follows from them.
struct RulesFields {
  template <class Visit>
  static void of(Visit& visit, Like<Tenant> auto& t) {
    visit(t.name, t.shared_teams, t.cooldown, t.caller_number, t.callbacks, t.recording, t.divert_code);
  }
  template <class Visit>
  static void of(Visit& visit, Like<CallbackRule> auto& c) {
    visit(c.queue, c.channel, c.due, c.after_voicemail, c.after_missed_call);
  }
  template <class Visit>
  static void of(Visit& visit, Like<RecordingPolicy> auto& r) {
    visit(r.calls, r.notice, r.kept);
  }
  template <class Visit>
  static void of(Visit& visit, Like<Number> auto& n) {
    visit(n.name, n.number, n.tenant, n.workflow, n.caller_name);
  }
  template <class Visit>
  static void of(Visit& visit, Like<OpenHours> auto& h) {
    visit(h.from, h.to);
  }
  template <class Visit>
  static void of(Visit& visit, Like<SpecialDay> auto& d) {
    visit(d.date, d.hours);
  }
  template <class Visit>
  static void of(Visit& visit, Like<Calendar> auto& c) {
    visit(c.name, c.zone);
    for (auto& hours : c.weekly) visit(hours);
    visit(c.special_days);
  }
  template <class Visit>
  static void of(Visit& visit, Like<ChannelGroup> auto& g) {
    visit(g.name, g.capacity);
  }
  template <class Visit>
  static void of(Visit& visit, Like<BlockRule> auto& r) {
    visit(r.blocked, r.counted, r.above);
  }
  template <class Visit>
  static void of(Visit& visit, Like<Hours> auto& h) {
    visit(h.during, h.outside);
  }
  template <class Visit>
  static void of(Visit& visit, Like<Activity> auto& a) {
    visit(a.name, a.available);
  }
  template <class Visit>
  static void of(Visit& visit, Like<MissRule> auto& m) {
    visit(m.changes_activity, m.activity, m.after);
  }
  template <class Visit>
  static void of(Visit& visit, Like<TaskChannel> auto& c) {
    visit(c.name, c.kind, c.group, c.opens_record, c.places_call_after, c.optimized_routing,
          c.reservation_timeout, c.wrap_up_limit, c.cooldown, c.cooldown_after_miss, c.on_miss,
          c.ring_all_miss_counts);
  }
  template <class Visit>
  static void of(Visit& visit, Like<WorkerChannel> auto& c) {
    visit(c.capacity, c.available);
  }
  template <class Visit>
  static void of(Visit& visit, Like<Worker> auto& w) {
    visit(w.name, w.sid, w.tenant, w.attributes, w.activity, w.channels, w.group_capacities, w.shift,
          w.removed);
  }
  template <class Visit>
  static void of(Visit& visit, Like<TaskQueue> auto& q) {
    visit(q.name, q.tenant, q.nobody, q.target_workers, q.max_reserved_workers, q.order, q.waiting_limit,
          q.idle_reserve, q.removed);
  }
  template <class Visit>
  static void of(Visit& visit, Like<Ring> auto& r) {
    visit(r.kind, r.count, r.every);
  }
  template <class Visit>
  static void of(Visit& visit, Like<KnownWorker> auto& k) {
    visit(k.by, k.task_slot);
  }
  template <class Visit>
  static void of(Visit& visit, Like<Target> auto& t) {
    visit(t.queue, t.end, t.hours, t.skip_when_nobody_on_shift, t.priority, t.timeout, t.timeout_task_slot,
          t.expression, t.skip_if, t.order_by, t.worker_order, t.known_worker, t.ring, t.leave_after_misses,
          t.leave_after_rejects);
  }
  template <class Visit>
  static void of(Visit& visit, Like<Filter> auto& f) {
    visit(f.name, f.expression, f.hours, f.first_target, f.target_count);
  }
  template <class Visit>
  static void of(Visit& visit, Like<Workflow> auto& w) {
    visit(w.name, w.tenant, w.reservation_timeout, w.filters, w.default_filter, w.removed);
  }
  template <class Visit>
  static void of(Visit& visit, Like<Workspace> auto& w) {
    visit(w.name, w.version, w.source, w.tenants, w.activities, w.channels, w.slots);
    visit(w.channel_groups, w.block_rules, w.calendars, w.numbers, w.caller_number, w.hand_backs,
          w.hand_back_wait, w.owner_wait, w.threads_kept);
    visit(w.workers, w.queues, w.workflows, w.targets, w.default_activity, w.timeout_activity);
    visit(w.worker_order, w.work_order, w.prioritize_queue_order, w.time_to_live, w.assigned_limit);
    visit(w.ended_kept, w.dedup_kept, w.reject_pause, w.assignment_limit);
  }
  template <class Visit>
  static void of(Visit& visit, Like<expression::TaskAttribute> auto& a) {
    visit(a.path);
  }
  template <class Visit>
  static void of(Visit& visit, Like<expression::WorkerAttribute> auto& a) {
    visit(a.path);
  }
  template <class Visit>
  static void of(Visit& visit, Like<expression::WorkerChannel> auto& c) {
    visit(c.unique_name, c.figure);
  }
  template <class Visit>
  static void of(Visit& visit, Like<expression::WorkerCount> auto& c) {
    visit(c.of, c.activity);
  }
  template <class Visit>
  static void of(Visit& visit, Like<expression::Slots> auto& s) {
    visit(s.task, s.worker, s.clock, s.workers);
  }
  template <class Visit>
  static void of(Visit& visit, Like<expression::BoundOrderClause> auto& c) {
    visit(c.slot, c.direction);
  }
  template <class Visit>
  static void of(Visit& visit, Like<expression::Source> auto& s) {
    visit(s.from, s.reading, s.index, s.count);
  }
  template <class Visit>
  static void of(Visit& visit, Like<expression::Test> auto& t) {
    visit(t.op, t.left, t.right, t.if_true, t.if_false);
  }
};

}  // namespace switchyard::codec
