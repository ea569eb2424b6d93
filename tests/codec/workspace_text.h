// What the workspace tests share: a good workspace, and a text compiled or its problems as short lines.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <string>

#include "engine/codec/workspace/compile.h"
#include "tests/codec/problem_text.h"

namespace switchyard::codec {

using Files = std::map<std::string, std::string>;

inline FileReader reader_of(const Files& files) {
  return [&files](const std::string& file) -> tl::expected<Document, Problems> {
    auto found = files.find(file);
    return found != files.end() ? parse_document(found->second, file) : read_document("/nowhere/" + file);
  };
}

inline tl::expected<Compiled, Problems> compile_text(const std::string& text,
                                                     const Workspace* previous = nullptr,
                                                     const Files& files = {}) {
  auto document = parse_document(text, "test.json");
  if (!document) return tl::unexpected(document.error());
  return compile_workspace(*document, previous, reader_of(files));
}

// Errors and warnings.
inline std::string findings(const std::string& text, const Files& files = {}) {
  auto compiled = compile_text(text, nullptr, files);
  return short_form(compiled ? compiled->warnings : compiled.error());
}

inline Workspace good(const std::string& text, const Workspace* previous = nullptr, const Files& files = {}) {
  auto compiled = compile_text(text, previous, files);
  EXPECT_EQ(short_form(compiled ? compiled->warnings : compiled.error()), "");
  return compiled ? compiled->workspace : Workspace{};
}

// Everything that the form has, once.
inline const std::string& full_workspace() {
  static const std::string text = R"({
  // a dealer and the team that it shares
  "$schema": "workspace.schema.json", "version": 1, "name": "dealers",
  "tenants": [{"name": "vilnius", "shared_teams": ["h2h"], "cooldown": "12s", "caller_number": "main", "divert_code": "4711", "recording": {"calls": true, "notice": false, "keep": "180d"},
     "callbacks": {"queue": "sales", "channel": "chat", "due": "4h", "after_voicemail": false, "after_missed_call": true}},
    {"name": "h2h"}],
  "calendars": [{"name": "office", "zone": "Europe/Vilnius", "weekly": {"monday": ["09:00-12:00", "13:00-17:00"]},
     "special_days": [{"date": "2026-12-25", "hours": []}, {"date": "2026-12-24", "hours": ["09:00-13:00"]}]}],
  "numbers": [{"name": "main", "number": "+37052000001", "tenant": "vilnius", "workflow": "in", "caller_name": "Vilnius"}],
  "caller_number": "main",
  "channel_groups": [{"name": "digital", "channels": ["sms", "chat"], "capacity": 8}],
  "block_rules": [{"block": ["voice"], "when": ["digital"], "above": 1}],
  "hand_backs": 2, "hand_back_wait": "30s", "owner_wait": "20s", "threads_kept": "10d",
  "activities": [{"name": "Offline", "available": false}, {"name": "Ready", "available": true},
                 {"name": "Break", "available": false, "sid": "WA000000000000000000000000000000b1"}],
  "default_activity": "Break", "timeout_activity": "Offline",
  "task_channels": [
    {"name": "voice", "optimized_routing": true, "reservation_timeout": "15s", "wrap_up_limit": "30s",
     "cooldown": "10s", "cooldown_after_miss": true, "on_miss": {"activity": "stay", "after": 3},
     "ring_all_miss_counts": true},
    {"name": "lead-desk", "kind": "work", "opens_record": true, "places_call_after": "20s",
     "wrap_up_limit": "0s", "on_miss": {"activity": "Break"}}],
  "workers": [
    {"name": "ann", "tenant": "vilnius", "sid": "WK00000000000000000000000000000001", "activity": "Ready",
     "attributes": {"skills": ["sales", "service"], "level": 3}, "channels": {"voice": 2, "chat": {"capacity": 8, "available": false}},
     "shift": "office", "group_capacities": {"digital": 4}},
    {"name": "agent-", "count": 3, "tenant": "h2h", "attributes": {"skills": ["h2h"], "level": 1}}],
  "task_queues": [
    {"name": "sales", "tenant": "vilnius", "sid": "WQ00000000000000000000000000000001", "target_workers": "skills HAS 'sales'",
     "max_reserved_workers": 5, "task_order": "LIFO", "waiting_limit": 20, "idle_reserve": 2},
    {"name": "h2h", "tenant": "h2h"},
    {"name": "voicemail", "tenant": "vilnius", "target_workers": ""}],
  "workflows": [
    {"name": "in", "tenant": "vilnius", "task_reservation_timeout": "20s", "task_routing": {
      "filters": [
        {"filter_friendly_name": "Sales", "expression": "type == 'sales'", "targets": [
          {"queue": "WQ00000000000000000000000000000001", "priority": "10", "timeout": "20",
           "known_worker_sid": "task.owner", "skip_if": "workers.WA000000000000000000000000000000b1 > 0"},
          {"timeout": 40, "expression": "worker.level >= task.level", "order_by": "worker.level DESC", "ring": "all",
           "worker_order": "random", "timeout_attribute": "task.patience", "leave_after_misses": 2, "leave_after_rejects": 1},
          {"queue": "h2h", "known_worker_friendly_name": "task.name", "ring": {"more": 2, "every": "5s"}, "timeout": 100},
          {"queue": "voicemail", "ring": {"best": 3}}]},
        {"expression": "1==1", "during": "office", "targets": [{"queue": "sales", "outside": "office", "skip_when_nobody_on_shift": true},
          {"end": "voicemail"}]}],
      "default_filter": {"queue": "h2h", "priority": 1}}},
    {"name": "out", "tenant": "h2h", "task_reservation_timeout": 60, "file": "out.json"}],
  "worker_order": "fewest_open_tasks", "work_order": "longest_queue", "prioritize_queue_order": "LIFO",
  "cooldown": "5s", "time_to_live": "2h", "assigned_limit": "8h", "ended_kept": "1m", "dedup_kept": "1d",
  "reject_pause": "30s", "assignment_limit": 20
})";
  return text;
}

inline Files full_files() {
  return {
      {"out.json", R"({"task_routing": {"filters": [], /* none */ "default_filter": {"queue": "h2h"}}})"}};
}

}  // namespace switchyard::codec
