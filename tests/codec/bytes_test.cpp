// The canonical bytes come back as what they were, and damaged ones are refused with their place.
#include <gtest/gtest.h>

#include "engine/codec/text/messages.h"
#include "tests/codec/messages.h"

namespace switchyard::codec {
namespace {

template <class Variant>
class EveryMessage : public testing::Test {};
using Rooms = testing::Types<Command, Event, Effect>;
TYPED_TEST_SUITE(EveryMessage, Rooms);

TYPED_TEST(EveryMessage, ComesBackFromItsBytes) {
  RandomFill source(1);
  for (int round = 0; round < 300; ++round) {
    for (std::size_t i = 0; i < std::variant_size_v<TypeParam>; ++i) {
      const auto message = make<TypeParam>(source, i);
      const std::string bytes = bytes_of(message);
      const auto back = decode_any(bytes, message);
      ASSERT_TRUE(back) << back.error().text;
      EXPECT_EQ(back->index(), i);
      EXPECT_EQ(bytes_of(*back), bytes);
      EXPECT_EQ(to_text(*back, {}), to_text(message, {}));
    }
  }
}

TYPED_TEST(EveryMessage, IsRefusedWhenCutAtAnyByte) {
  for (const auto& message : one_of_each<TypeParam>()) {
    const std::string bytes = bytes_of(message);
    for (std::size_t size = 0; size < bytes.size(); ++size) {
      const auto back = decode_any(std::string_view(bytes).substr(0, size), message);
      ASSERT_FALSE(back) << to_text(message, {}) << " cut to " << size;
      EXPECT_LE(back.error().offset, size);
    }
  }
}

TYPED_TEST(EveryMessage, IsRefusedWithAByteTooMany) {
  for (const auto& message : one_of_each<TypeParam>()) {
    const std::string bytes = bytes_of(message);
    const auto back = decode_any(bytes + '\0', message);
    ASSERT_FALSE(back) << to_text(message, {});
    EXPECT_EQ(back.error().offset, bytes.size());
    EXPECT_EQ(back.error().text, "1 bytes too many");
  }
}

// What is accepted must be what the encoder writes: no two byte strings for one message.
TYPED_TEST(EveryMessage, HasOneFormOnlyWhateverBitIsFlipped) {
  for (const auto& message : one_of_each<TypeParam>()) {
    const std::string bytes = bytes_of(message);
    for (std::size_t bit = 0; bit < 8 * bytes.size(); ++bit) {
      std::string flipped = bytes;
      flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << bit % 8));
      const auto back = decode_any(flipped, message);
      if (back) {
        EXPECT_EQ(bytes_of(*back), flipped);
      }
    }
  }
}

TYPED_TEST(EveryMessage, IsNeverCrashedByRandomBytes) {
  RandomFill source(2);
  std::size_t accepted = 0;
  for (int round = 0; round < 50'000; ++round) {
    std::string bytes = source.text();
    if (!bytes.empty() && round % 2 == 0) {
      CountedFill counted;
      bytes[0] = bytes_of(make<TypeParam>(counted, source.choose(std::variant_size_v<TypeParam>)))[0];
    }
    const auto back = decode_any(bytes, TypeParam{});
    if (!back) continue;
    ++accepted;
    EXPECT_EQ(bytes_of(*back), bytes);
  }
  EXPECT_GT(accepted, 0u);
}

struct BadBytes {
  std::string what;
  std::string bytes;
  std::size_t offset;
  std::string text;
};

TEST(DecodeCommand, SaysWhatIsWrongAndWhere) {
  using std::string_literals::operator""s;
  const BadBytes table[] = {
      {"nothing", "", 0, "1 bytes needed, 0 left"},
      {"an unknown number", "\x7f", 0, "no command has the number 127"},
      {"number zero", "\0"s, 0, "no command has the number 0"},
      {"an event", bytes_of(Event(TaskUpdated{})), 0, "no command has the number 66"},
      {"a serial that is cut", "\x05\1\2\3"s, 1, "delete_task.task: 8 bytes needed, 3 left"},
      {"a text that is longer than the rest", "\x04\1\0\0\0\0\0\0\0\xff\xff\xff\xff"s, 13,
       "cancel_task.reason: 4294967295 bytes needed, 0 left"},
      {"a flag that is 2", "\x0b\0\0\0\0\0\0\0\0\2"s, 9,
       "worker_changes_activity.reject_pending: a flag is 0 or 1, not 2"},
      {"attributes that are none", "\x0d\0\0\0\0\1\0\0\0\xee"s, 5,
       "worker_attributes_change.attributes: the attributes are not well formed"},
      {"an unknown way", "\2\0\0\0\0\0\0\0\0\0\0\0\0\x09"s, 13,
       "task_arrives.route: no way has the number 9"},
  };
  for (const BadBytes& bad : table) {
    const auto command = decode_command(bad.bytes, keep_source);
    ASSERT_FALSE(command) << bad.what;
    EXPECT_EQ(command.error().offset, bad.offset) << bad.what;
    EXPECT_EQ(command.error().text, bad.text) << bad.what;
  }
}

TEST(DecodeEvent, RefusesAValueThatAnEnumerationDoesNotHave) {
  std::string bytes = bytes_of(Event(TaskCanceled{TaskId{1}, CancelReason::abandoned}));
  bytes.back() = 99;
  const auto event = decode_event(bytes);
  ASSERT_FALSE(event);
  EXPECT_EQ(event.error().offset, 9u);
  EXPECT_EQ(event.error().text, "task_canceled.reason: unknown value 99");
}

TEST(DecodeCommand, CompilesTheDocumentOfAWorkspaceChange) {
  WorkspaceChanges change;
  change.workspace.emplace_back().source = "{\"name\": \"two\"}";
  change.re_evaluate = true;
  change.workflow = WorkflowId{3};
  const std::string bytes = bytes_of(Command(change));
  const auto good =
      decode_command(bytes, [](std::string_view source) -> tl::expected<Workspace, std::string> {
        Workspace compiled;
        compiled.name = "compiled from " + std::string(source);
        return compiled;
      });
  ASSERT_TRUE(good);
  EXPECT_EQ(std::get<WorkspaceChanges>(*good).workspace.front().name, "compiled from {\"name\": \"two\"}");
  EXPECT_TRUE(std::get<WorkspaceChanges>(*good).re_evaluate);
  EXPECT_EQ(std::get<WorkspaceChanges>(*good).workflow, WorkflowId{3});

  const auto bad = decode_command(bytes, [](std::string_view) -> tl::expected<Workspace, std::string> {
    return tl::unexpected(std::string("no queue"));
  });
  ASSERT_FALSE(bad);
  EXPECT_EQ(bad.error().text, "workspace_changes.workspace: the workspace does not compile: no queue");
  EXPECT_FALSE(decode_command(bytes, nullptr));
}

TEST(ByteBuffer, KeepsItsMemoryAndItsBytes) {
  ByteBuffer buffer;
  EXPECT_EQ(buffer.view(), "");
  std::string expected;
  for (int i = 0; i < 10'000; ++i) {
    buffer.append(std::to_string(i)), buffer.append("");
    expected += std::to_string(i);
  }
  EXPECT_EQ(buffer.view(), expected);
  const char* memory = buffer.data();
  buffer.clear();
  buffer.append("again");
  EXPECT_EQ(buffer.data(), memory);
  EXPECT_EQ(buffer.view(), "again");
}

}  // namespace
}  // namespace switchyard::codec
