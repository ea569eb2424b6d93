// A recorded run gives the same answers again, and a log that cannot be replayed says why.
#include "engine/codec/replay/replay.h"

#include <gtest/gtest.h>

#include <cstring>

#include "engine/codec/replay/compile_source.h"
#include "tests/codec/log_file.h"

namespace switchyard::codec {
namespace {

using Kind = ReplayProblem::Kind;

const Time start{1'000'000'000};

std::string workspace_document(const std::string& name_of_second) {
  return R"({"version": 1, "name": "bank",
  "activities": [{"name": "Available", "available": true}, {"name": "Offline", "available": false}],
  "default_activity": "Available", "timeout_activity": "Offline",
  "task_channels": [{"name": "voice"}],
  "workers": [{"name": "anna", "activity": "Available", "attributes": {"skill": "sales"}, "channels": {"voice": 1}},
              {"name": ")" +
         name_of_second +
         R"(", "activity": "Available", "attributes": {"skill": "sales"}, "channels": {"voice": 1}}],
  "task_queues": [{"name": "sales", "target_workers": "skill == 'sales'"}],
  "workflows": [{"name": "main", "task_routing": {"filters": [], "default_filter": {"queue": "sales"}}}]})";
}

LogHeader header() {
  return {"0.1.0", "none", "bank", start, 7, workspace_document("boris")};
}

// Runs an engine as a host does and writes what it fed.
class Recording {
 public:
  Recording()
      : workspace_(compile_source(header().workspace_source, nullptr).value()),
        engine_(workspace_, start),
        writer_(LogWriter::create(temporary_file(), header()).value()) {}

  void feed(Time time, const Command& command) {
    while (engine_.next_deadline() <= time) take(engine_.next_deadline(), TimePasses{});
    take(time, command);
  }

  void take(Time time, const Command& command) {
    output_.clear();
    engine_.apply(time, command, output_);
    hash_.turn(time, command, output_);
    EXPECT_TRUE(writer_.append(time, command));
  }

  void change_workspace(Time time, const std::string& document) {
    feed(time, WorkspaceChanges{{compile_source(document, &workspace_).value()}, true});
  }

  LogHash& hash() { return hash_; }
  LogWriter& writer() { return writer_; }
  const Output& output() const { return output_; }

  std::string finish() {
    EXPECT_TRUE(writer_.finish(hash_));
    return temporary_file();
  }

 private:
  Workspace workspace_;
  Engine engine_;
  LogWriter writer_;
  LogHash hash_;
  Output output_;
};

TaskArrives call() {
  TaskArrives task;
  task.channel = TaskChannelId{0};
  task.route = ThroughWorkflow{WorkflowId{0}};
  return task;
}

// Three calls: one answered, one missed twice and abandoned, one after the workspace has changed.
void record_day(Recording& day) {
  day.feed(start + seconds(1), call());
  day.feed(start + seconds(4), WorkerAccepts{ReservationId{1}});
  day.feed(start + seconds(5), call());
  day.feed(start + minutes(3), WorkerFinishes{ReservationId{1}});
  day.feed(start + minutes(4), WorkerCompletes{ReservationId{1}, "sold"});
  day.feed(start + minutes(9), CustomerLeaves{TaskId{2}});
  day.change_workspace(start + minutes(10), workspace_document("clara"));
  day.feed(start + minutes(11), call());
  day.feed(start + minutes(12), WorkerRejects{ReservationId{99}, {}});
}

tl::expected<ReplayResult, ReplayProblem> replay_file(const std::string& path,
                                                      const ReplayObserver& observe = {}) {
  auto log = LogReader::open(path);
  EXPECT_TRUE(log) << log.error().text;
  auto result = replay(*log, compile_source, observe);
  std::remove(path.c_str());
  return result;
}

TEST(Replay, OfARecordedDayGivesItsHash) {
  Recording day;
  record_day(day);
  const std::uint64_t turns = day.writer().count();
  const std::string hash = day.hash().hex();
  std::uint64_t seen = 0;
  std::size_t events = 0;
  std::string last_worker;
  const auto result = replay_file(day.finish(), [&](const ReplayedTurn& turn) {
    EXPECT_EQ(turn.sequence, ++seen);
    EXPECT_EQ(turn.engine.sequence(), seen);
    events += turn.output.events.size();
    last_worker = turn.workspace.workers.back().name;
  });
  ASSERT_TRUE(result) << result.error().text;
  EXPECT_EQ(result->turns, turns);
  EXPECT_EQ(result->hash, hash);
  EXPECT_EQ(seen, turns);
  EXPECT_GT(events, 20u);
  EXPECT_EQ(last_worker, "clara");  // the changed workspace was compiled on top of the first
}

TEST(Replay, OfNoTurnIsARun) {
  Recording day;
  const auto result = replay_file(day.finish());
  ASSERT_TRUE(result) << result.error().text;
  EXPECT_EQ(result->turns, 0u);
}

TEST(Replay, FindsThatTheAnswersDiffer) {
  Recording day;
  record_day(day);
  const std::string truth = day.hash().hex();
  day.hash().turn(start, TimePasses{}, {});  // as if the engine had said more then
  const auto result = replay_file(day.finish());
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().kind, Kind::diverged);
  EXPECT_NE(result.error().text.find("replayed hash " + truth), std::string::npos) << result.error().text;
}

TEST(Replay, FindsADeadlineThatTheLogDoesNotKnow) {
  Recording day;
  day.feed(start + seconds(1), call());
  EXPECT_TRUE(day.writer().append(start + days(3), WorkerAccepts{ReservationId{1}}));
  const auto result = replay_file(day.finish());
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().kind, Kind::diverged);
  EXPECT_NE(result.error().text.find(": record 2 at byte "), std::string::npos) << result.error().text;
}

TEST(Replay, SaysThatAWorkspaceDoesNotCompile) {
  const std::string path = temporary_file();
  LogHeader broken = header();
  broken.workspace_source = "{\"version\": 1}";
  ASSERT_TRUE(LogWriter::create(path, broken)->finish({}));
  const auto first = replay_file(path);
  ASSERT_FALSE(first);
  EXPECT_EQ(first.error().kind, Kind::workspace);

  Recording day;
  Workspace change;
  change.source = "[";
  EXPECT_TRUE(day.writer().append(start, WorkspaceChanges{{change}, false}));
  const auto later = replay_file(day.finish());
  ASSERT_FALSE(later);
  EXPECT_EQ(later.error().kind, Kind::workspace);
}

TEST(Replay, SaysThatAPayloadIsNoCommandThoughItsChecksumFits) {
  const std::string path = temporary_file();
  std::string bytes = make_log(header(), {{start, TimePasses{}}});
  const ReadLog whole = read_log(bytes);
  const std::size_t begin = whole.records[0].offset;
  const std::size_t end = begin + record_head_size + 1;
  bytes[end - 1] = 99;
  std::uint64_t before = 0;
  std::memcpy(&before, bytes.data() + begin - checksum_size, sizeof before);
  const std::uint64_t checksum = chained_checksum(std::string_view(bytes).substr(begin, end - begin), before);
  std::memcpy(bytes.data() + end, &checksum, sizeof checksum);
  write_bytes(path, bytes);
  const auto result = replay_file(path);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().kind, Kind::command);
  EXPECT_NE(result.error().text.find("record 1"), std::string::npos);
  EXPECT_NE(result.error().text.find("no command has the number 99"), std::string::npos);
}

TEST(Replay, SaysThatTheLogIsTorn) {
  const std::string path = temporary_file();
  std::string bytes = make_log(header(), {{start, TimePasses{}}});
  bytes.pop_back();
  write_bytes(path, bytes);
  const auto result = replay_file(path);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().kind, Kind::log);
  EXPECT_EQ(result.error().log.kind, LogProblem::Kind::torn_tail);
}

TEST(CompileSource, RefusesToAskForAFile) {
  std::string document = workspace_document("boris");
  const std::string filters = R"("task_routing": {"filters": [], "default_filter": {"queue": "sales"}})";
  document.replace(document.find(filters), filters.size(), R"("file": "/etc/passwd")");
  const auto compiled = compile_source(document, nullptr);
  ASSERT_FALSE(compiled);
  EXPECT_NE(compiled.error().find("must stand alone"), std::string::npos) << compiled.error();
}

}  // namespace
}  // namespace switchyard::codec
