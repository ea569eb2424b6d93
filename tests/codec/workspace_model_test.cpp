// Calendars, numbers, groups and the other keys that go beyond TaskRouter: what they come to, and what is
// wrong with them.
#include <gtest/gtest.h>

#include "tests/codec/workspace_text.h"

namespace switchyard::codec {
namespace {

std::string with(const std::string& members) {
  return R"({"version":1,"name":"w",)" + members + "}";
}

const std::string queue = R"("task_queues":[{"name":"q"}],)";

std::string flow(const std::string& targets) {
  return queue +
         R"("calendars":[{"name":"c","zone":"UTC"}],"workflows":[{"name":"f","task_routing":{"filters":[)" +
         R"({"expression":"1==1","targets":[)" + targets + "]}]}}]";
}

TEST(WorkspaceModel, calendars_are_read) {
  const Workspace workspace = good(with(R"("calendars":[{"name":"office","zone":"Europe/Berlin",
    "weekly":{"monday":["09:00-12:00","12:00-17:30"],"sunday":["00:00-24:00"]},
    "special_days":[{"date":"2026-12-26","hours":["10:00-11:00"]},{"date":"1969-12-30","hours":[]}]}],
    "workers":[{"name":"ann","shift":"office"},{"name":"bob"}])"));
  ASSERT_EQ(workspace.calendars.size(), 1U);
  const Calendar& office = workspace.calendars[0];
  EXPECT_EQ(office.zone, "Europe/Berlin");
  ASSERT_EQ(office.weekly[0].size(), 2U);
  EXPECT_EQ(office.weekly[0][1].from, 720);
  EXPECT_EQ(office.weekly[0][1].to, 1050);
  EXPECT_EQ(office.weekly[6][0].to, 1440);
  EXPECT_TRUE(office.weekly[1].empty());
  ASSERT_EQ(office.special_days.size(), 2U);
  EXPECT_EQ(office.special_days[0].date, -2);
  EXPECT_EQ(office.special_days[1].date, 20'813);
  EXPECT_EQ(workspace.workers[0].shift, CalendarId{0});
  EXPECT_TRUE(workspace.workers[1].shift.is_none());
}

TEST(WorkspaceModel, numbers_and_what_tenants_do_with_calls) {
  const Workspace workspace = good(with(R"("tenants":[
      {"name":"a","shared_teams":["h2h"],"cooldown":"12s","caller_number":"team","divert_code":"4711",
       "recording":{"calls":true,"keep":"30d"},
       "callbacks":{"queue":"back","channel":"chat","due":"4h","after_voicemail":false,"after_missed_call":true}},
      {"name":"h2h","callbacks":{"queue":"back"}}],
    "task_queues":[{"name":"back","tenant":"h2h"}],
    "workflows":[{"name":"in","tenant":"a","task_routing":{"default_filter":{"queue":"back"}}}],
    "numbers":[{"name":"main","number":"+37052000001","tenant":"a","workflow":"in","caller_name":"A Motors"},
               {"name":"team","number":"sip:team@example.com","tenant":"h2h"}],
    "caller_number":"main")"));
  ASSERT_EQ(workspace.numbers.size(), 2U);
  EXPECT_EQ(workspace.numbers[0].number, "+37052000001");
  EXPECT_EQ(workspace.numbers[0].workflow, WorkflowId{0});
  EXPECT_EQ(workspace.numbers[0].caller_name, "A Motors");
  EXPECT_EQ(workspace.numbers[1].tenant, TenantId{1});
  EXPECT_TRUE(workspace.numbers[1].workflow.is_none());
  EXPECT_EQ(workspace.caller_number, NumberId{0});
  const Tenant& a = workspace.tenants[0];
  EXPECT_EQ(a.cooldown, seconds(12));
  EXPECT_EQ(a.caller_number, NumberId{1});
  EXPECT_EQ(a.divert_code, "4711");
  EXPECT_TRUE(a.recording.calls && a.recording.notice);
  EXPECT_EQ(a.recording.kept, days(30));
  EXPECT_FALSE(workspace.tenants[1].recording.calls);
  EXPECT_EQ(a.callbacks.queue, TaskQueueId{0});
  EXPECT_EQ(a.callbacks.channel, TaskChannelId{3});
  EXPECT_EQ(a.callbacks.due, hours(4));
  EXPECT_FALSE(a.callbacks.after_voicemail);
  EXPECT_TRUE(a.callbacks.after_missed_call);
  const Tenant& team = workspace.tenants[1];
  EXPECT_EQ(team.callbacks.channel, TaskChannelId{1});
  EXPECT_EQ(team.callbacks.due, days(1));
  EXPECT_TRUE(team.callbacks.after_voicemail);
  EXPECT_FALSE(team.callbacks.after_missed_call);
}

TEST(WorkspaceModel, channels_have_kinds_and_groups) {
  const Workspace workspace = good(with(R"("task_channels":[
      {"name":"whatsapp","kind":"messages"},{"name":"chat","kind":"work"},
      {"name":"lead","opens_record":true,"places_call_after":"20s"}],
    "channel_groups":[{"name":"digital","channels":["sms","whatsapp"],"capacity":8},{"name":"one","channels":[]}],
    "block_rules":[{"block":["voice","voice"],"when":["digital","sms","chat"],"above":1},{"block":["digital"],"when":["voice"]}],
    "workers":[{"name":"ann","group_capacities":{"digital":3}},{"name":"bob"}])"));
  const auto kind = [&](std::size_t c) { return workspace.channels[c].kind; };
  EXPECT_EQ(kind(0), ChannelKind::work);
  EXPECT_EQ(kind(1), ChannelKind::call);
  EXPECT_EQ(kind(2), ChannelKind::messages);
  EXPECT_EQ(kind(3), ChannelKind::work);
  EXPECT_EQ(kind(4), ChannelKind::call);
  EXPECT_EQ(kind(5), ChannelKind::messages);
  EXPECT_EQ(kind(6), ChannelKind::work);
  EXPECT_TRUE(workspace.channels[6].opens_record);
  EXPECT_EQ(workspace.channels[6].places_call_after, seconds(20));
  EXPECT_EQ(workspace.channels[2].group, ChannelGroupId{0});
  EXPECT_EQ(workspace.channels[5].group, ChannelGroupId{0});
  EXPECT_TRUE(workspace.channels[3].group.is_none());
  EXPECT_EQ(workspace.workers[0].group_capacities, (std::vector<std::uint32_t>{3, 1}));
  EXPECT_EQ(workspace.workers[1].group_capacities, (std::vector<std::uint32_t>{8, 1}));
  ASSERT_EQ(workspace.block_rules.size(), 2U);
  const std::vector<TaskChannelId> counted{TaskChannelId{2}, TaskChannelId{3}, TaskChannelId{5}};
  EXPECT_EQ(workspace.block_rules[0].blocked, std::vector<TaskChannelId>{TaskChannelId{1}});
  EXPECT_EQ(workspace.block_rules[0].counted, counted) << "each once";
  EXPECT_EQ(workspace.block_rules[0].above, 1U);
  EXPECT_EQ(workspace.block_rules[1].blocked.size(), 2U);
  EXPECT_EQ(workspace.block_rules[1].above, 0U);
}

TEST(WorkspaceModel, settings_are_read) {
  const Workspace usual = good(with(R"("workers":[])"));
  EXPECT_EQ(usual.hand_backs, 1U);
  EXPECT_EQ(usual.hand_back_wait, seconds(60));
  EXPECT_EQ(usual.owner_wait, std::nullopt);
  EXPECT_EQ(usual.threads_kept, days(30));
  const Workspace other =
      good(with(R"("hand_backs":0,"hand_back_wait":"0s","owner_wait":"30s","threads_kept":"2d")"));
  EXPECT_EQ(other.hand_backs, 0U);
  EXPECT_EQ(other.hand_back_wait, Duration{});
  EXPECT_EQ(other.owner_wait, seconds(30));
  EXPECT_EQ(other.threads_kept, days(2));
}

TEST(WorkspaceModel, filters_and_targets_keep_hours) {
  const Workspace workspace =
      good(with(queue + R"("calendars":[{"name":"c","zone":"UTC"},{"name":"d","zone":"UTC"}],
      "workflows":[{"name":"f","task_routing":{"filters":[{"expression":"1==1","during":"c","outside":"d","targets":[
        {"queue":"q","during":"d"},{"outside":"c","skip_when_nobody_on_shift":true},{"end":"voicemail","during":"c"},
        {"end":"voicemail"}]}],"default_filter":{"end":"voicemail"}}}])"));
  const Filter& filter = workspace.workflows[0].filters[0];
  EXPECT_EQ(filter.hours.during, CalendarId{0});
  EXPECT_EQ(filter.hours.outside, CalendarId{1});
  EXPECT_EQ(workspace.targets[0].hours.during, CalendarId{1});
  EXPECT_TRUE(workspace.targets[0].hours.outside.is_none());
  EXPECT_TRUE(workspace.targets[1].skip_when_nobody_on_shift);
  EXPECT_EQ(workspace.targets[1].queue, TaskQueueId{0});
  EXPECT_EQ(workspace.targets[2].end, TargetEnd::voicemail);
  EXPECT_TRUE(workspace.targets[2].queue.is_none());
  EXPECT_EQ(workspace.targets[4].end, TargetEnd::voicemail);
}

TEST(WorkspaceModel, ids_go_on_by_name_in_the_next_version) {
  const Workspace first = good(with(R"("calendars":[{"name":"a","zone":"UTC"},{"name":"b","zone":"UTC"}],
    "numbers":[{"name":"one","number":"+491"},{"name":"two","number":"+492"}],
    "channel_groups":[{"name":"x","channels":["sms"]},{"name":"y","channels":["chat"],"capacity":5}],
    "workers":[{"name":"gone"}])"));
  const std::string text = with(R"("calendars":[{"name":"c","zone":"UTC"},{"name":"b","zone":"Asia/Tokyo"}],
    "numbers":[{"name":"three","number":"+491"},{"name":"two","number":"+493"}],
    "channel_groups":[{"name":"z","channels":["sms"]},{"name":"y","channels":["voice"]}],
    "workers":[{"name":"ann","shift":"b","group_capacities":{"z":4}}])");
  const Workspace next = good(text, &first);
  ASSERT_EQ(next.calendars.size(), 3U);
  EXPECT_EQ(next.calendars[0].name, "a");
  EXPECT_EQ(next.calendars[1].zone, "Asia/Tokyo");
  EXPECT_EQ(next.calendars[2].name, "c");
  ASSERT_EQ(next.numbers.size(), 3U);
  EXPECT_EQ(next.numbers[0].name, "one");
  EXPECT_EQ(next.numbers[1].number, "+493");
  EXPECT_EQ(next.numbers[2].name, "three");
  ASSERT_EQ(next.channel_groups.size(), 3U);
  EXPECT_EQ(next.channel_groups[2].name, "z");
  EXPECT_EQ(next.channels[2].group, ChannelGroupId{2});
  EXPECT_TRUE(next.channels[3].group.is_none());
  EXPECT_EQ(next.channels[1].group, ChannelGroupId{1});
  EXPECT_EQ(next.workers[0].group_capacities.size(), 3U) << "also of those who are gone";
  EXPECT_EQ(next.workers[1].group_capacities, (std::vector<std::uint32_t>{1, 1, 4}));
  EXPECT_EQ(next.workers[1].shift, CalendarId{1});
  auto lost = compile_text(with(R"("workers":[{"name":"ann","shift":"a"}])"), &first);
  EXPECT_FALSE(lost) << "a calendar that the new document does not have";
}

struct Row {
  std::string members;
  std::string expected;
};

TEST(WorkspaceModel, faults_stand_at_their_place) {
  const auto calendar = [](const std::string& members) {
    return R"("calendars":[{"name":"c","zone":"UTC",)" + members + "}]";
  };
  const Row rows[] = {
      {R"("calendars":[{"name":"c","zone":"Europe/Viln"}])", "there is no time zone \"Europe/Viln\""},
      {R"("calendars":[{"name":"c","zone":"Europe/Vilnus"}])", "did you mean \"Europe/Vilnius\"?"},
      {R"("calendars":[{"name":"c"}])", "/calendars/0: \"zone\" is missing here"},
      {R"("calendars":[{"name":"c","zone":"UTC"},{"name":"c","zone":"UTC"}])",
       "/calendars/1/name: there must be one calendar of a name"},
      {calendar(R"("weekly":{"monday":["9-17"]})"),
       "/calendars/0/weekly/monday/0: the value must be hours of a day"},
      {calendar(R"("weekly":{"monday":["09:00:00-17:00"]})"), "must be hours of a day"},
      {calendar(R"("weekly":{"monday":["22:00-06:00"]})"), "must begin before they end"},
      {calendar(R"("weekly":{"monday":["09:00-12:00","11:00-13:00"]})"),
       "/calendars/0/weekly/monday/1: the value must begin when the hours before are over"},
      {calendar(R"("weekly":{"mondy":[]})"), "did you mean \"monday\"?"},
      {calendar(R"("special_days":[{"date":"2026-02-30","hours":[]}])"),
       "/calendars/0/special_days/0/date: date must be a day"},
      {calendar(R"("special_days":[{"date":"2026-02-03","hours":[]},{"date":"2026-02-03","hours":[]}])"),
       "/calendars/0/special_days/1/date: date must stand once in a calendar"},
      {calendar(R"("special_days":[{"date":"2026-02-03"}])"), "\"hours\" is missing here"},
      {R"("workers":[{"name":"a","shift":"early"}])", "/workers/0/shift: there is no calendar \"early\""},
      {R"("workers":[{"name":"a","group_capacities":{"digital":2}}])",
       "/workers/0/group_capacities/digital: there is no channel group \"digital\""},
      {R"("numbers":[{"name":"n","number":"0521"}])",
       "/numbers/0/number: number must be a number in E.164 or a SIP URI (found \"0521\")"},
      {R"("numbers":[{"name":"n","number":"sip:@"}])", "must be a number in E.164"},
      {R"("numbers":[{"name":"n","number":"+491"},{"name":"m","number":"+491"}])",
       "/numbers/1/number: number must stand once in the document"},
      {R"("numbers":[{"name":"n","number":"+491","workflow":"in"}])", "there is no workflow \"in\""},
      {R"("caller_number":"n")", "/caller_number: there is no number \"n\""},
      {R"("tenants":[{"name":"a"},{"name":"b"}],"numbers":[{"name":"n","number":"+491","tenant":"b"}],
          "task_queues":[{"name":"q","tenant":"b"}],"workflows":[])",
       ""},
      {R"("tenants":[{"name":"a","caller_number":"n"},{"name":"b"}],"numbers":[{"name":"n","number":"+491","tenant":"b"}])",
       "/tenants/0/caller_number: the number must be of the tenant or of a team that it shares (found "
       "\"b\")"},
      {R"("tenants":[{"name":"a","callbacks":{"queue":"q"}},{"name":"b"}],"task_queues":[{"name":"q","tenant":"b"}])",
       "/tenants/0/callbacks/queue: the queue must be of the tenant or of a team that it shares (found "
       "\"b\")"},
      {R"("tenants":[{"name":"a","callbacks":{}}])", "/tenants/0/callbacks: \"queue\" is missing here"},
      {R"("tenants":[{"name":"a","divert_code":""}])", "/tenants/0/divert_code"},
      {R"("tenants":[{"name":"a","recording":{"keep":"0s"}}])", "/tenants/0/recording/keep"},
      {R"("tenants":[{"name":"a","recording":{"record":true}}])", "/tenants/0/recording/record"},
      {R"("tenants":[{"name":"a","callbaks":{}}])", "did you mean \"callbacks\"?"},
      {R"("task_channels":[{"name":"sms","kind":"message"}])", "did you mean \"messages\"?"},
      {R"("channel_groups":[{"name":"voice","channels":["sms"]}])",
       "/channel_groups/0/name: name must not be the name of a task channel (found \"voice\")"},
      {R"("channel_groups":[{"name":"g","channels":["sms"]},{"name":"h","channels":["sms"]}])",
       "/channel_groups/1/channels/0: the value must be in one group at most (found \"sms\") [it is in g]"},
      {R"("channel_groups":[{"name":"g","channels":["sms","sms"]}])",
       "/channel_groups/0/channels/1: the value must stand once in the group"},
      {R"("channel_groups":[{"name":"g","channels":["sns"]}])", "did you mean \"sms\"?"},
      {R"("channel_groups":[{"name":"g"}])", "\"channels\" is missing here"},
      {R"("block_rules":[{"block":["voice"],"when":["digital"]}])",
       "/block_rules/0/when/0: there is no task channel or channel group \"digital\""},
      {R"("block_rules":[{"block":[],"when":["sms"]}])", "/block_rules/0/block: block must not be empty"},
      {R"("block_rules":[{"block":["sms"]}])", "\"when\" is missing here"},
      {R"("owner_wait":"0s")", "/owner_wait: owner_wait must be at least 100ms"},
      {flow(R"({"queue":"q","during":"d"})"), "targets/0/during: there is no calendar \"d\" [known: c]"},
      {flow(R"({"end":"voicemail","queue":"q"})"), "targets/0/queue: \"queue\" must not stand beside end"},
      {flow(R"({"end":"voicemail","timeout":5})"),
       "targets/0/timeout: \"timeout\" must not stand beside end"},
      {flow(R"({"end":"hangup"})"), "targets/0/end: end must be \"voicemail\""},
      {flow(R"({"end":"voicemail"},{"queue":"q"})"), ""},
      {flow(R"({"end":"voicemail","during":"c"},{"during":"c"})"), "targets/1: \"queue\" is missing here"},
      {flow(R"({"queue":"q","during":"c"},{"end":"voicemail"})"), ""},
  };
  for (const Row& row : rows) {
    const std::string found = findings(with(row.members));
    if (row.expected.empty()) {
      EXPECT_EQ(found, "") << row.members;
    } else {
      EXPECT_NE(found.find(row.expected), std::string::npos) << row.members << "\n" << found;
      EXPECT_EQ(found.find('\n'), std::string::npos) << "one fault is said once: " << found;
    }
  }
}

TEST(WorkspaceModel, our_keys_are_refused_where_TaskRouter_alone_reads) {
  const std::string keys[] = {R"("during":"c")", R"("outside":"c")", R"("end":"voicemail")",
                              R"("skip_when_nobody_on_shift":true)"};
  for (const std::string& key : keys) {
    const auto document = parse_document(
        R"({"filters":[{"expression":"1==1","targets":[{"queue":"WQ1",)" + key + "}]}]}", "f.json");
    const std::string found = short_form(check_taskrouter_workflow(*document));
    EXPECT_NE(found.find("is a key of ours"), std::string::npos) << key << found;
  }
  const auto document = parse_document(
      R"({"filters":[{"expression":"1==1","during":"c","targets":[{"queue":"WQ1"}]}]})", "f.json");
  EXPECT_NE(short_form(check_taskrouter_workflow(*document)).find("is a key of ours"), std::string::npos);
}

}  // namespace
}  // namespace switchyard::codec
