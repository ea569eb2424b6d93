// A small desk behind the API: two queues, three workers, a workflow, and short words for what tests do with
// it.
#pragma once

#include <string>

#include "tests/taskrouter/api_world.h"

namespace switchyard::adapters::taskrouter {

class WorkWorld : public ApiWorld {
 protected:
  explicit WorkWorld(WorkSettings work = {}) : ApiWorld(std::move(work)) { open(document()); }

  static std::string document() {
    return R"({
      "version": 1, "name": "desk", "default_activity": "Available", "taskrouter": {"account_sid": "ACone"},
      "tenants": [{"name": "vilnius"}, {"name": "kaunas"}],
      "activities": [{"name": "Offline"}, {"name": "Available", "available": true}, {"name": "Break"}],
      "workers": [
        {"name": "ann", "tenant": "vilnius", "attributes": {"skill": "sales"}},
        {"name": "bob", "tenant": "vilnius", "attributes": {"skill": "help"}, "activity": "Offline"},
        {"name": "kim", "tenant": "kaunas", "attributes": {"skill": "sales"}}],
      "task_queues": [
        {"name": "sales", "tenant": "vilnius", "target_workers": "skill == 'sales'"},
        {"name": "help", "tenant": "vilnius", "target_workers": "skill == 'help'"},
        {"name": "kaunas sales", "tenant": "kaunas"}],
      "workflows": [
        {"name": "calls", "tenant": "vilnius", "task_routing": {
          "filters": [{"filter_friendly_name": "helpers", "expression": "type == 'help'",
                       "targets": [{"queue": "help", "timeout": 60, "priority": 5}, {"queue": "sales", "timeout": 60}]}],
          "default_filter": {"queue": "sales"}}},
        {"name": "kaunas calls", "tenant": "kaunas", "task_routing": {"default_filter": {"queue": "kaunas sales"}}}]
    })";
  }

  std::string sid(SidKind kind, std::uint64_t serial) const {
    return make_sid(sid_key("desk"), kind, serial);
  }
  std::string worker(std::uint64_t number) const { return sid(SidKind::worker, number); }
  std::string calls() const { return sid(SidKind::workflow, 1); }
  std::string url(const std::string& rest) const {
    return "/v1/Workspaces/" + sid(SidKind::workspace, 1) + "/" + rest;
  }

  // A command of somebody else.
  void apply(Command command) {
    Work work;
    work.workspace = "desk";
    work.decide = [&](const WorkspaceView&) { return std::vector<Command>{command}; };
    work.finish = [](const WorkspaceView*, const Outcome& outcome) {
      EXPECT_FALSE(refusal_in(outcome).has_value());
    };
    EXPECT_TRUE(port_.submit(std::move(work)));
  }
  void change_rules(const std::string& text) {
    const auto parsed = codec::parse_document(text, "desk");
    ASSERT_TRUE(parsed);
    const auto compiled = codec::compile_workspace(*parsed, &port_.engine("desk")->state().workspace());
    ASSERT_TRUE(compiled) << codec::to_text(compiled.error());
    apply(WorkspaceChanges{{compiled->workspace}, false});
  }
  TaskChannelId channel(const std::string& name) const {
    const auto& channels = port_.engine("desk")->state().workspace().channels;
    std::uint32_t id = 0;
    while (id < channels.size() && channels[id].name != name) ++id;
    return {id};
  }

  // A task in the workflow `calls`.
  Answer new_task(const std::string& attributes = "{}", http::Fields more = {}) {
    more.emplace_back("WorkflowSid", calls());
    more.emplace_back("Attributes", attributes);
    return make(url("Tasks"), more);
  }
  std::string task_path(const Answer& task) const { return url("Tasks/" + task.sid()); }
  Json reservations_of(const Answer& task) {
    return ask("GET " + task_path(task) + "/Reservations").body["reservations"];
  }
  // The path of the task's newest reservation.
  std::string offer_path(const Answer& task) {
    const Json all = reservations_of(task);
    EXPECT_FALSE(all.empty());
    return all.empty() ? task_path(task) : task_path(task) + "/Reservations/" + text_of(all.back(), "sid");
  }
  void accept(const Answer& task) {
    EXPECT_EQ(ask("POST " + offer_path(task), {{"ReservationStatus", "accepted"}}).status, 200U);
  }
  Answer fetch(const Answer& task) { return ask("GET " + task_path(task)); }
};

}  // namespace switchyard::adapters::taskrouter
