// The layout of docs/formats.md, byte by byte: a log that was written once must be readable for ever.
#include <gtest/gtest.h>

#include "tests/codec/messages.h"

namespace switchyard::codec {
namespace {

struct Golden {
  std::string name;
  std::string bytes;
};

// Numbers are filled with the bytes 01 02 03 …, texts are "ab", attributes {"k":7}, flags 1, enumerations
// their first value, optional fields present.
const std::vector<Golden>& golden_commands() {
  static const std::vector<Golden> table = {
      {"time_passes", "01"},
      {"task_arrives",
       "02020000006162010203040506070801090a0b0c17000000060e00000001000000010000006b0207000000000000000d0e0f1"
       "001111213141516171801191a1b1c1d1e1f20020000006162012122232425262728"
       "01"},
      {"task_changes",
       "0301020304050607080117000000060e00000001000000010000006b02070000000000000001090a0b0c010d0e0f101112131"
       "4"
       "011516171819"
       "1a1b1c"
       "0101"
       "011d1e1f20"},
      {"cancel_task", "040102030405060708020000006162"},
      {"delete_task", "050102030405060708"},
      {"customer_leaves", "060102030405060708"},
      {"worker_accepts", "070102030405060708"},
      {"worker_rejects", "080102030405060708090a0b0c"},
      {"worker_finishes", "090102030405060708"},
      {"worker_completes", "0a0102030405060708020000006162"},
      {"worker_changes_activity", "0b010203040506070801"},
      {"worker_channel_changes", "0c010203040506070801090a0b0c0101"},
      {"worker_attributes_change", "0d0102030417000000060e00000001000000010000006b020700000000000000"},
      {"workspace_changes", "0e0200000061620101020304"},
      {"effect_succeeds", "0f0102030405060708090a0b0c"},
      {"effect_fails", "100102030405060708090a0b0c020000006162"},
      {"calendars_extend", "110100000001010000000102030405060708090a0b0c0d0e0f10"},
      {"hand_back_task", "12010203040506070801"},
      {"transfer_task", "13010203040506070801090a0b0c0d0e0f10011112131415161718"},
      {"worker_leaves", "140102030405060708"},
      {"worker_takes_task", "150102030405060708090a0b0c"},
      {"voicemail_arrives", "160102030405060708020000006162"},
      {"divert_tenant", "17010203040506070802000000616201090a0b0c0d0e0f10"},
      {"end_divert", "1801020304020000006162"},
  };
  return table;
}

const std::vector<Golden>& golden_events() {
  static const std::vector<Golden> table = {
      {"command_refused", "4001000102030405060708090a0b0c0d0e0f10"},
      {"task_created", "410102030405060708090a0b0c0d0e0f101112131415161718"},
      {"task_updated", "420102030405060708"},
      {"workflow_entered", "430102030405060708090a0b0c"},
      {"target_matched", "440102030405060708090a0b0c0d0e0f101112131415161718"},
      {"target_skipped", "450102030405060708090a0b0c0d0e0f1011121314"},
      {"task_queue_entered", "460102030405060708090a0b0c0d0e0f10"},
      {"task_queue_timed_out", "470102030405060708090a0b0c"},
      {"task_queue_left", "480102030405060708090a0b0c"},
      {"task_queue_full", "490102030405060708090a0b0c"},
      {"known_worker_not_found", "4a0102030405060708090a0b0c01"},
      {"workflow_timed_out", "4b0102030405060708090a0b0c"},
      {"workflow_skipped", "4c0102030405060708090a0b0c"},
      {"reservation_created", "4d0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20"},
      {"reservation_accepted", "4e0102030405060708090a0b0c0d0e0f1011121314"},
      {"reservation_rejected", "4f0102030405060708090a0b0c0d0e0f1011121314"},
      {"reservation_timed_out", "500102030405060708090a0b0c0d0e0f1011121314"},
      {"reservation_canceled", "510102030405060708090a0b0c0d0e0f101112131401"},
      {"reservation_rescinded", "520102030405060708090a0b0c0d0e0f1011121314"},
      {"reservation_wrapping", "530102030405060708090a0b0c0d0e0f1011121314"},
      {"reservation_completed", "540102030405060708090a0b0c0d0e0f1011121314"},
      {"task_returned", "550102030405060708"},
      {"task_assigned", "560102030405060708090a0b0c"},
      {"task_wrapping", "570102030405060708"},
      {"task_completed", "580102030405060708"},
      {"task_canceled", "59010203040506070801"},
      {"task_deleted", "5a0102030405060708"},
      {"task_system_deleted", "5b0102030405060708"},
      {"worker_activity_changed", "5c0102030405060708090a0b0c"},
      {"worker_channel_changed", "5d0102030405060708090a0b0c01"},
      {"worker_attributes_changed", "5e01020304"},
      {"cooldown_started", "5f0102030405060708090a0b0c0d0e0f10"},
      {"cooldown_ended", "600102030405060708"},
      {"workspace_changed", "6101020304"},
      {"calendars_extended", "620102030405060708"},
      {"calendar_opened", "6301020304"},
      {"calendar_closed", "6401020304"},
      {"shared_team_entered", "650102030405060708090a0b0c0d0e0f101112131401"},
      {"task_handed_back", "660102030405060708090a0b0c0d0e0f1011121314"},
      {"worker_wait_started", "670102030405060708090a0b0c0d0e0f1011121314"},
      {"worker_wait_ended", "680102030405060708090a0b0c"},
      {"transfer_started", "690102030405060708090a0b0c0d0e0f10011112131415161718"},
      {"transfer_completed", "6a0102030405060708090a0b0c"},
      {"transfer_failed", "6b010203040506070801"},
      {"voicemail_entered", "6c0102030405060708"},
      {"voicemail_left", "6d0102030405060708090a0b0c0d0e0f10"},
      {"callback_created", "6e0102030405060708090a0b0c0d0e0f101112131415161718"},
      {"callback_became_overdue", "6f0102030405060708"},
      {"call_failed", "700102030405060708090a0b0c0d0e0f1011121314"},
      {"tenant_diverted", "710102030405060708090a0b0c0d0e0f10"},
      {"tenant_divert_ended", "7201020304"},
      {"task_forwarding", "730102030405060708090a0b0c"},
      {"thread_joined", "740102030405060708"},
      {"thread_owned", "750102030405060708090a0b0c"},
      {"recording_failed", "760102030405060708"},
  };
  return table;
}

const std::vector<Golden>& golden_effects() {
  static const std::vector<Golden> table = {
      {"offer_reservation", "c00102030405060708090a0b0c0d0e0f101112131415161718191a1b1c"},
      {"withdraw_offer", "c10102030405060708090a0b0c0d0e0f101112131401"},
      {"connect_task", "c20102030405060708090a0b0c0d0e0f1011121314"},
      {"release_customer", "c30102030405060708"},
      {"open_record", "c40102030405060708090a0b0c0d0e0f1011121314"},
      {"place_call", "c50102030405060708090a0b0c0d0e0f101112131415161718"},
      {"record_call", "c8010203040506070801090a0b0c0d0e0f10"},
      {"record_voicemail", "c60102030405060708090a0b0c0d0e0f10"},
      {"forward_call", "c70102030405060708090a0b0c"},
  };
  return table;
}

template <class Variant>
void expect_golden(const std::vector<Golden>& golden) {
  const auto messages = one_of_each<Variant>();
  ASSERT_EQ(messages.size(), golden.size());
  for (std::size_t i = 0; i < golden.size(); ++i) {
    const auto name = std::visit(
        [](const auto& message) { return shape<std::remove_cvref_t<decltype(message)>>.name; }, messages[i]);
    EXPECT_EQ(name, golden[i].name);
    EXPECT_EQ(hex(bytes_of(messages[i])), golden[i].bytes) << golden[i].name;
  }
}

TEST(GoldenBytes, OfEveryCommandStayAsTheyAre) {
  expect_golden<Command>(golden_commands());
}
TEST(GoldenBytes, OfEveryEventStayAsTheyAre) {
  expect_golden<Event>(golden_events());
}
TEST(GoldenBytes, OfEveryEffectStayAsTheyAre) {
  expect_golden<Effect>(golden_effects());
}

TEST(GoldenBytes, OfTheWaysOfATaskStayAsTheyAre) {
  const std::string before =
      "02"
      "00000000"
      "00000000"
      "05000000";
  const std::string after =
      "09000000"
      "060000000000000000"
      "00000000"
      "00"
      "00"
      "00000000"
      "00"
      "00";
  const std::pair<Route, std::string> table[] = {
      {ThroughWorkflow{WorkflowId{3}},
       "01"
       "03000000"},
      {ToWorker{WorkerId{4}, false},
       "02"
       "04000000"
       "00"},
      {ToWorker{WorkerId{4}, true},
       "02"
       "04000000"
       "01"},
      {ToTaskQueue{TaskQueueId{6}},
       "03"
       "06000000"},
  };
  for (const auto& [route, bytes] : table) {
    TaskArrives task;
    task.channel = TaskChannelId{5};
    task.route = route;
    EXPECT_EQ(hex(bytes_of(Command(task))), before + bytes + after);
  }
}

TEST(GoldenBytes, OfNegativeNumbersAndNobodyStayAsTheyAre) {
  EXPECT_EQ(hex(bytes_of(Command(WorkerRejects{ReservationId{1}, {}}))),
            "08"
            "0100000000000000"
            "ffffffff");
  EXPECT_EQ(hex(bytes_of(Effect(OfferReservation{{}, {}, WorkerId{0}, Time{-2}}))),
            "c0"
            "0000000000000000"
            "0000000000000000"
            "00000000"
            "feffffffffffffff");
}

}  // namespace
}  // namespace switchyard::codec
