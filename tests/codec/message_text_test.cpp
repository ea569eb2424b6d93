// How messages read in stories and in events.jsonl.
#include "engine/codec/text/messages.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "engine/codec/json/lines.h"
#include "tests/codec/messages.h"

namespace switchyard::codec {
namespace {

Workspace names() {
  Workspace workspace;
  workspace.name = "bank";
  workspace.version = 3;
  workspace.tenants.resize(2);
  workspace.tenants[0].name = "default";
  workspace.tenants[1].name = "Dealer \"7\"";
  workspace.activities = {{"Available", true}, {"On break", false}};
  workspace.channels.resize(1);
  workspace.channels[0].name = "voice";
  workspace.workers.resize(2);
  workspace.workers[0].name = "anna";
  workspace.workers[1].name = "J\u00fcrgen";
  workspace.queues.resize(1);
  workspace.queues[0].name = "sales";
  workspace.workflows.resize(1);
  workspace.workflows[0].name = "main";
  workspace.calendars.resize(1);
  workspace.calendars[0].name = "office";
  workspace.numbers.resize(1);
  workspace.numbers[0].name = "operator";
  return workspace;
}

const Time nine{941'446'800'000'000};  // 1999-11-01T09:00:00Z

Attributes attributes() {
  return Attributes(
      Value{Value::Object{{"lang", Value{std::string("de")}},
                          {"n", Value{Value::Array{Value{std::int64_t{-1}}, Value{2.0}, Value{}}}},
                          {"\x01", Value{true}},
                          {"rate", Value{1e300}}}});
}

template <class Variant>
struct Row {
  Variant message;
  std::string text;
  std::string json;  // behind "type":
};

const std::string id = "reservation=4 task=9 worker=anna";
const std::string json_id = R"("reservation":4,"task":9,"worker":"anna")";

const std::vector<Row<Command>> commands = {
    {TimePasses{}, "time_passes", R"("time_passes")"},
    {TaskArrives{"k 1", TenantId{0}, TaskChannelId{0}, ThroughWorkflow{WorkflowId{0}}, attributes(), 5,
                 seconds(90), nine, "chat 7", nine + hours(1), true},
     R"(task_arrives key="k 1" tenant=default channel=voice workflow=main attributes={"lang":"de","n":[-1,2.0,null],"\u0001":true,"rate":1e+300} priority=5 time_to_live=1m30s virtual_start=1999-11-01T09:00:00Z thread="chat 7" due=1999-11-01T10:00:00Z callback=true)",
     R"("task_arrives","key":"k 1","tenant":"default","channel":"voice","workflow":"main","attributes":{"lang":"de","n":[-1,2.0,null],"\u0001":true,"rate":1e+300},"priority":5,"time_to_live":"1m30s","virtual_start":"1999-11-01T09:00:00Z","thread":"chat 7","due":"1999-11-01T10:00:00Z","callback":true)"},
    {TaskArrives{
         "", TenantId{1}, TaskChannelId{0}, ToWorker{WorkerId{1}, true}, {}, 0, {}, {}, {}, {}, false},
     "task_arrives tenant=\"Dealer \\\"7\\\"\" channel=voice worker=J\u00fcrgen ignore_capacity=true "
     "attributes={} priority=0 callback=false",
     "\"task_arrives\",\"key\":\"\",\"tenant\":\"Dealer "
     "\\\"7\\\"\",\"channel\":\"voice\",\"worker\":\"J\u00fcrgen\",\"ignore_capacity\":true,\"attributes\":"
     "{},\"priority\":0,\"time_to_live\":null,\"virtual_start\":null,\"thread\":\"\",\"due\":null,"
     "\"callback\":false"},
    {TaskArrives{
         "", TenantId{0}, TaskChannelId{0}, ToTaskQueue{TaskQueueId{0}}, {}, 0, {}, {}, {}, {}, false},
     "task_arrives tenant=default channel=voice queue=sales attributes={} priority=0 callback=false",
     R"("task_arrives","key":"","tenant":"default","channel":"voice","queue":"sales","attributes":{},"priority":0,"time_to_live":null,"virtual_start":null,"thread":"","due":null,"callback":false)"},
    {TaskChanges{TaskId{9}, {}, 3, {}, {}, {}}, "task_changes task=9 priority=3",
     R"("task_changes","task":9,"attributes":null,"priority":3,"virtual_start":null,"due":null,"callback":null,"channel":null)"},
    {TaskChanges{TaskId{9}, {}, {}, {}, nine, true},
     "task_changes task=9 due=1999-11-01T09:00:00Z callback=true",
     R"("task_changes","task":9,"attributes":null,"priority":null,"virtual_start":null,"due":"1999-11-01T09:00:00Z","callback":true,"channel":null)"},
    {TaskChanges{TaskId{9}, {}, {}, {}, {}, {}, TaskChannelId{0}}, "task_changes task=9 channel=voice",
     R"("task_changes","task":9,"attributes":null,"priority":null,"virtual_start":null,"due":null,"callback":null,"channel":"voice")"},
    {CancelTask{TaskId{9}, "a=b"}, "cancel_task task=9 reason=\"a=b\"",
     R"("cancel_task","task":9,"reason":"a=b")"},
    {DeleteTask{TaskId{9}}, "delete_task task=9", R"("delete_task","task":9)"},
    {CustomerLeaves{TaskId{9}}, "customer_leaves task=9", R"("customer_leaves","task":9)"},
    {WorkerAccepts{ReservationId{4}}, "worker_accepts reservation=4", R"("worker_accepts","reservation":4)"},
    {WorkerRejects{ReservationId{4}, ActivityId{1}}, "worker_rejects reservation=4 activity=\"On break\"",
     R"("worker_rejects","reservation":4,"activity":"On break")"},
    {WorkerRejects{ReservationId{4}, {}}, "worker_rejects reservation=4",
     R"("worker_rejects","reservation":4,"activity":null)"},
    {WorkerFinishes{ReservationId{4}}, "worker_finishes reservation=4",
     R"("worker_finishes","reservation":4)"},
    {WorkerCompletes{ReservationId{4}, ""}, "worker_completes reservation=4",
     R"("worker_completes","reservation":4,"reason":"")"},
    {WorkerChangesActivity{WorkerId{0}, ActivityId{0}, true},
     "worker_changes_activity worker=anna activity=Available reject_pending=true",
     R"("worker_changes_activity","worker":"anna","activity":"Available","reject_pending":true)"},
    {WorkerChannelChanges{WorkerId{7}, TaskChannelId{0}, 2, false},
     "worker_channel_changes worker=#7 channel=voice capacity=2 available=false",
     R"("worker_channel_changes","worker":7,"channel":"voice","capacity":2,"available":false)"},
    {WorkerAttributesChange{WorkerId{0}, {}}, "worker_attributes_change worker=anna attributes={}",
     R"("worker_attributes_change","worker":"anna","attributes":{})"},
    {WorkspaceChanges{{names()}, false}, "workspace_changes workspace=bank version=3 re_evaluate=false",
     R"("workspace_changes","workspace":"bank","version":3,"re_evaluate":false,"workflow":null)"},
    {WorkspaceChanges{{names()}, true, WorkflowId{0}},
     "workspace_changes workspace=bank version=3 re_evaluate=true workflow=main",
     R"("workspace_changes","workspace":"bank","version":3,"re_evaluate":true,"workflow":"main")"},
    {EffectSucceeds{{12, 1}}, "effect_succeeds effect=12.1",
     R"("effect_succeeds","effect":{"sequence":12,"index":1})"},
    {EffectFails{{12, 0}, "busy"}, "effect_fails effect=12.0 reason=busy",
     R"("effect_fails","effect":{"sequence":12,"index":0},"reason":"busy")"},
    {CalendarsExtend{{{true, {nine, nine + hours(8)}}, {false, {}}}, nine + days(1)},
     R"(calendars_extend calendars=[{"open_at_first":true,"changes":["1999-11-01T09:00:00Z","1999-11-01T17:00:00Z"]},{"open_at_first":false,"changes":[]}] until=1999-11-02T09:00:00Z)",
     R"("calendars_extend","calendars":[{"open_at_first":true,"changes":["1999-11-01T09:00:00Z","1999-11-01T17:00:00Z"]},{"open_at_first":false,"changes":[]}],"until":"1999-11-02T09:00:00Z")"},
    {HandBackTask{ReservationId{4}, HandBackTo::worker}, "hand_back_task reservation=4 to=worker",
     R"("hand_back_task","reservation":4,"to":"worker")"},
    {TransferTask{ReservationId{4}, TransferMode::warm, WorkerId{0}, {}, seconds(20)},
     "transfer_task reservation=4 mode=warm worker=anna timeout=20s",
     R"("transfer_task","reservation":4,"mode":"warm","worker":"anna","queue":null,"timeout":"20s")"},
    {TransferTask{ReservationId{4}, TransferMode::cold, {}, TaskQueueId{0}, {}},
     "transfer_task reservation=4 mode=cold queue=sales",
     R"("transfer_task","reservation":4,"mode":"cold","worker":null,"queue":"sales","timeout":null)"},
    {WorkerLeaves{ReservationId{4}}, "worker_leaves reservation=4", R"("worker_leaves","reservation":4)"},
    {WorkerTakesTask{WorkerId{0}, TaskId{9}}, "worker_takes_task worker=anna task=9",
     R"("worker_takes_task","worker":"anna","task":9)"},
    {VoicemailArrives{TaskId{9}, "vm/9.wav"}, "voicemail_arrives task=9 recording=vm/9.wav",
     R"("voicemail_arrives","task":9,"recording":"vm/9.wav")"},
    {DivertTenant{TenantId{0}, NumberId{0}, "4711", nine},
     "divert_tenant tenant=default to=operator code=4711 until=1999-11-01T09:00:00Z",
     R"("divert_tenant","tenant":"default","to":"operator","code":"4711","until":"1999-11-01T09:00:00Z")"},
    {EndDivert{TenantId{0}, "4711"}, "end_divert tenant=default code=4711",
     R"("end_divert","tenant":"default","code":"4711")"},
};

constexpr TaskId task{9};
constexpr ReservationId reservation{4};
constexpr WorkerId anna{0};
constexpr TaskQueueId sales{0};
constexpr WorkflowId main{0};
const std::vector<Row<Event>> events = {
    {CommandRefused{Refusal::already_taken, {}, reservation},
     "command_refused reason=already_taken reservation=4",
     R"("command_refused","reason":"already_taken","task":null,"reservation":4)"},
    {TaskCreated{task, TenantId{0}, TaskChannelId{0}, main, -1},
     "task_created task=9 tenant=default channel=voice workflow=main priority=-1",
     R"("task_created","task":9,"tenant":"default","channel":"voice","workflow":"main","priority":-1)"},
    {TaskUpdated{task}, "task_updated task=9", R"("task_updated","task":9)"},
    {WorkflowEntered{task, main}, "workflow_entered task=9 workflow=main",
     R"("workflow_entered","task":9,"workflow":"main")"},
    {TargetMatched{task, main, 1, 2, sales},
     "target_matched task=9 workflow=main filter=1 target=2 queue=sales",
     R"("target_matched","task":9,"workflow":"main","filter":1,"target":2,"queue":"sales")"},
    {TargetSkipped{task, main, 1, 2}, "target_skipped task=9 workflow=main filter=1 target=2",
     R"("target_skipped","task":9,"workflow":"main","filter":1,"target":2)"},
    {TaskQueueEntered{task, sales, 7}, "task_queue_entered task=9 queue=sales priority=7",
     R"("task_queue_entered","task":9,"queue":"sales","priority":7)"},
    {TaskQueueTimedOut{task, sales}, "task_queue_timed_out task=9 queue=sales",
     R"("task_queue_timed_out","task":9,"queue":"sales")"},
    {TaskQueueLeft{task, sales}, "task_queue_left task=9 queue=sales",
     R"("task_queue_left","task":9,"queue":"sales")"},
    {TaskQueueFull{task, sales}, "task_queue_full task=9 queue=sales",
     R"("task_queue_full","task":9,"queue":"sales")"},
    {KnownWorkerNotFound{task, sales, KnownWorkerProblem::not_in_queue},
     "known_worker_not_found task=9 queue=sales problem=not_in_queue",
     R"("known_worker_not_found","task":9,"queue":"sales","problem":"not_in_queue")"},
    {WorkflowTimedOut{task, main}, "workflow_timed_out task=9 workflow=main",
     R"("workflow_timed_out","task":9,"workflow":"main")"},
    {WorkflowSkipped{task, main}, "workflow_skipped task=9 workflow=main",
     R"("workflow_skipped","task":9,"workflow":"main")"},
    {ReservationCreated{reservation, task, anna, sales, nine + milliseconds(500)},
     "reservation_created " + id + " queue=sales deadline=1999-11-01T09:00:00.500Z",
     R"("reservation_created",)" + json_id + R"(,"queue":"sales","deadline":"1999-11-01T09:00:00.500Z")"},
    {ReservationCreated{reservation, task, anna, {}, never}, "reservation_created " + id + " deadline=never",
     R"("reservation_created",)" + json_id + R"(,"queue":null,"deadline":null)"},
    {ReservationAccepted{reservation, task, anna}, "reservation_accepted " + id,
     R"("reservation_accepted",)" + json_id},
    {ReservationRejected{reservation, task, anna}, "reservation_rejected " + id,
     R"("reservation_rejected",)" + json_id},
    {ReservationTimedOut{reservation, task, anna}, "reservation_timed_out " + id,
     R"("reservation_timed_out",)" + json_id},
    {ReservationCanceled{reservation, task, anna, ReservationEnd::effect_failed},
     "reservation_canceled " + id + " reason=effect_failed",
     R"("reservation_canceled",)" + json_id + R"(,"reason":"effect_failed")"},
    {ReservationRescinded{reservation, task, anna}, "reservation_rescinded " + id,
     R"("reservation_rescinded",)" + json_id},
    {ReservationWrapping{reservation, task, anna}, "reservation_wrapping " + id,
     R"("reservation_wrapping",)" + json_id},
    {ReservationCompleted{reservation, task, anna}, "reservation_completed " + id,
     R"("reservation_completed",)" + json_id},
    {TaskReturned{task}, "task_returned task=9", R"("task_returned","task":9)"},
    {TaskAssigned{task, anna}, "task_assigned task=9 worker=anna",
     R"("task_assigned","task":9,"worker":"anna")"},
    {TaskWrapping{task}, "task_wrapping task=9", R"("task_wrapping","task":9)"},
    {TaskCompleted{task}, "task_completed task=9", R"("task_completed","task":9)"},
    {TaskCanceled{task, CancelReason::abandoned}, "task_canceled task=9 reason=abandoned",
     R"("task_canceled","task":9,"reason":"abandoned")"},
    {TaskDeleted{task}, "task_deleted task=9", R"("task_deleted","task":9)"},
    {TaskSystemDeleted{task}, "task_system_deleted task=9", R"("task_system_deleted","task":9)"},
    {WorkerActivityChanged{anna, ActivityId{0}, ActivityId{1}},
     "worker_activity_changed worker=anna from=Available to=\"On break\"",
     R"("worker_activity_changed","worker":"anna","from":"Available","to":"On break")"},
    {WorkerChannelChanged{anna, TaskChannelId{0}, 4, true},
     "worker_channel_changed worker=anna channel=voice capacity=4 available=true",
     R"("worker_channel_changed","worker":"anna","channel":"voice","capacity":4,"available":true)"},
    {WorkerAttributesChanged{anna}, "worker_attributes_changed worker=anna",
     R"("worker_attributes_changed","worker":"anna")"},
    {CooldownStarted{anna, TaskChannelId{0}, nine},
     "cooldown_started worker=anna channel=voice until=1999-11-01T09:00:00Z",
     R"("cooldown_started","worker":"anna","channel":"voice","until":"1999-11-01T09:00:00Z")"},
    {CooldownEnded{anna, TaskChannelId{0}}, "cooldown_ended worker=anna channel=voice",
     R"("cooldown_ended","worker":"anna","channel":"voice")"},
    {WorkspaceChanged{2}, "workspace_changed version=2", R"("workspace_changed","version":2)"},
    {CalendarsExtended{nine}, "calendars_extended until=1999-11-01T09:00:00Z",
     R"("calendars_extended","until":"1999-11-01T09:00:00Z")"},
    {CalendarOpened{CalendarId{0}}, "calendar_opened calendar=office",
     R"("calendar_opened","calendar":"office")"},
    {CalendarClosed{CalendarId{0}}, "calendar_closed calendar=office",
     R"("calendar_closed","calendar":"office")"},
    {SharedTeamEntered{task, sales, {}, anna, OriginCause::reservation_timeout},
     "shared_team_entered task=9 queue=sales last_worker=anna cause=reservation_timeout",
     R"("shared_team_entered","task":9,"queue":"sales","from":null,"last_worker":"anna","cause":"reservation_timeout")"},
    {TaskHandedBack{task, anna, sales, {}}, "task_handed_back task=9 by=anna queue=sales",
     R"("task_handed_back","task":9,"by":"anna","queue":"sales","worker":null)"},
    {WorkerWaitStarted{task, anna, nine}, "worker_wait_started task=9 worker=anna until=1999-11-01T09:00:00Z",
     R"("worker_wait_started","task":9,"worker":"anna","until":"1999-11-01T09:00:00Z")"},
    {WorkerWaitEnded{task, anna}, "worker_wait_ended task=9 worker=anna",
     R"("worker_wait_ended","task":9,"worker":"anna")"},
    {TransferStarted{task, reservation, TransferMode::warm, {}, sales},
     "transfer_started task=9 reservation=4 mode=warm queue=sales",
     R"("transfer_started","task":9,"reservation":4,"mode":"warm","worker":null,"queue":"sales")"},
    {TransferCompleted{task, anna}, "transfer_completed task=9 worker=anna",
     R"("transfer_completed","task":9,"worker":"anna")"},
    {TransferFailed{task, TransferFailure::given_up}, "transfer_failed task=9 reason=given_up",
     R"("transfer_failed","task":9,"reason":"given_up")"},
    {VoicemailEntered{task}, "voicemail_entered task=9", R"("voicemail_entered","task":9)"},
    {VoicemailLeft{task, TaskId{10}}, "voicemail_left task=9 callback=10",
     R"("voicemail_left","task":9,"callback":10)"},
    {CallbackCreated{TaskId{10}, task, nine}, "callback_created task=10 missed=9 due=1999-11-01T09:00:00Z",
     R"("callback_created","task":10,"missed":9,"due":"1999-11-01T09:00:00Z")"},
    {CallbackBecameOverdue{task}, "callback_became_overdue task=9", R"("callback_became_overdue","task":9)"},
    {CallFailed{reservation, task, anna}, "call_failed " + id, R"("call_failed",)" + json_id},
    {TenantDiverted{TenantId{0}, NumberId{0}, never},
     "tenant_diverted tenant=default to=operator until=never",
     R"("tenant_diverted","tenant":"default","to":"operator","until":null)"},
    {TenantDivertEnded{TenantId{0}}, "tenant_divert_ended tenant=default",
     R"("tenant_divert_ended","tenant":"default")"},
    {TaskForwarding{task, NumberId{0}}, "task_forwarding task=9 to=operator",
     R"("task_forwarding","task":9,"to":"operator")"},
    {ThreadJoined{task}, "thread_joined task=9", R"("thread_joined","task":9)"},
    {ThreadOwned{task, anna}, "thread_owned task=9 worker=anna",
     R"("thread_owned","task":9,"worker":"anna")"},
    {RecordingFailed{task}, "recording_failed task=9", R"("recording_failed","task":9)"},
};

const std::vector<Row<Effect>> effects = {
    {OfferReservation{ReservationId{4}, TaskId{9}, WorkerId{0}, nine},
     "offer_reservation " + id + " deadline=1999-11-01T09:00:00Z",
     R"("offer_reservation",)" + json_id + R"(,"deadline":"1999-11-01T09:00:00Z")"},
    {WithdrawOffer{ReservationId{4}, TaskId{9}, WorkerId{0}, WithdrawReason::customer_left},
     "withdraw_offer " + id + " reason=customer_left",
     R"("withdraw_offer",)" + json_id + R"(,"reason":"customer_left")"},
    {ConnectTask{ReservationId{4}, TaskId{9}, WorkerId{0}}, "connect_task " + id,
     R"("connect_task",)" + json_id},
    {ReleaseCustomer{TaskId{9}}, "release_customer task=9", R"("release_customer","task":9)"},
    {OpenRecord{ReservationId{4}, TaskId{9}, WorkerId{0}}, "open_record " + id,
     R"("open_record",)" + json_id},
    {PlaceCall{ReservationId{4}, TaskId{9}, WorkerId{0}, NumberId{0}},
     "place_call " + id + " caller=operator", R"("place_call",)" + json_id + R"(,"caller":"operator")"},
    {PlaceCall{ReservationId{4}, TaskId{9}, WorkerId{0}, {}}, "place_call " + id,
     R"("place_call",)" + json_id + R"(,"caller":null)"},
    {RecordCall{TaskId{9}, true, days(90)}, "record_call task=9 notice=true kept=90d",
     R"("record_call","task":9,"notice":true,"kept":"90d")"},
    {RecordVoicemail{TaskId{9}, days(30)}, "record_voicemail task=9 kept=30d",
     R"("record_voicemail","task":9,"kept":"30d")"},
    {ForwardCall{TaskId{9}, NumberId{0}}, "forward_call task=9 to=operator",
     R"("forward_call","task":9,"to":"operator")"},
};

template <class Variant>
void check(const std::vector<Row<Variant>>& table, const std::string& kind) {
  const Workspace workspace = names();
  std::set<std::size_t> seen;
  for (const Row<Variant>& row : table) {
    seen.insert(row.message.index());
    EXPECT_EQ(to_text(row.message, workspace), row.text);
    std::string line;
    append_json_line(line, nine, row.message, workspace);
    EXPECT_EQ(line, R"({"time":"1999-11-01T09:00:00Z","kind":")" + kind + R"(","type":)" + row.json + "}\n");
    EXPECT_TRUE(nlohmann::json::accept(line)) << line;
  }
  EXPECT_EQ(seen.size(), std::variant_size_v<Variant>) << "a kind of " << kind << " is not in the table";
}

TEST(MessageText, OfEveryCommandIsAsWritten) {
  check(commands, "command");
}
TEST(MessageText, OfEveryEventIsAsWritten) {
  check(events, "event");
}
TEST(MessageText, OfEveryEffectIsAsWritten) {
  check(effects, "effect");
}

TEST(MessageText, CountsMomentsFromTheStoryStart) {
  const TextStyle style{nine};
  EXPECT_EQ(to_text(Event(CooldownStarted{WorkerId{0}, TaskChannelId{0}, nine + milliseconds(80'500)}),
                    names(), style),
            "cooldown_started worker=anna channel=voice until=1m20.5s");
  EXPECT_EQ(
      to_text(Effect(OfferReservation{ReservationId{4}, TaskId{9}, WorkerId{0}, never}), names(), style),
      "offer_reservation " + id + " deadline=never");
}

TEST(MessageText, QuotesWhatIsNotOneWord) {
  const std::pair<std::string, std::string> table[] = {
      {"plain", "plain"},
      {"a.b:c/d@e-f_g+1", "a.b:c/d@e-f_g+1"},
      {"", "\"\""},
      {"two words", "\"two words\""},
      {"a=b", "\"a=b\""},
      {"#7", "\"#7\""},
      {"[x]", "\"[x]\""},
      {"a\nb", "\"a\\nb\""},
      {"it's", "\"it's\""},
      {"\xff", "\"\ufffd\""},
      {"M\u00fcller", "M\u00fcller"},
  };
  for (const auto& [text, expected] : table) {
    std::string out;
    append_word(out, text);
    EXPECT_EQ(out, expected);
  }
}

TEST(JsonLines, AreJsonWhateverIsInTheMessage) {
  RandomFill source(4);
  for (int round = 0; round < 200; ++round) {
    for (std::size_t i = 0; i < std::variant_size_v<Command>; ++i) {
      std::string line;
      append_json_line(line, Time{static_cast<std::int64_t>(source.number(8))}, make<Command>(source, i),
                       names());
      EXPECT_TRUE(nlohmann::json::accept(line)) << line;
      EXPECT_EQ(line.find('\n'), line.size() - 1);
    }
  }
}

TEST(EnumWords, AreReadBack) {
  EXPECT_EQ(enum_value<Refusal>("already_taken"), Refusal::already_taken);
  EXPECT_EQ(enum_value<WithdrawReason>("taken"), WithdrawReason::taken);
  EXPECT_EQ(enum_value<Refusal>("taken"), std::nullopt);
  EXPECT_EQ(enum_text(static_cast<CancelReason>(200)), "");
}

}  // namespace
}  // namespace switchyard::codec
