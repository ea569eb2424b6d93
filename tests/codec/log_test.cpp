// A log comes back as it was written, and whatever happened to its file is found and named.
#include <gtest/gtest.h>

#include <cstring>

#include "tests/codec/log_file.h"
#include "tests/codec/messages.h"

namespace switchyard::codec {
namespace {

using Kind = LogProblem::Kind;

TEST(Log, ComesBackAsItWasWritten) {
  const ReadLog log = read_log(make_log(small_header(), small_turns()));
  ASSERT_FALSE(log.problem) << log.problem->text;
  EXPECT_EQ(log.header, small_header());
  const std::vector<Turn> turns = small_turns();
  ASSERT_EQ(log.records.size(), turns.size());
  LogHash hash;
  for (std::size_t i = 0; i < turns.size(); ++i) {
    EXPECT_EQ(log.records[i].sequence, i + 1);
    EXPECT_EQ(log.records[i].time, turns[i].time);
    EXPECT_EQ(log.payloads[i], bytes_of(turns[i].command));
    hash.turn(turns[i].time, turns[i].command, {});
  }
  EXPECT_EQ(log.end->count, turns.size());
  EXPECT_EQ(to_hex(log.end->hash), hash.hex());
}

TEST(Log, OfNoTurnIsALog) {
  const ReadLog log = read_log(make_log({}, {}));
  ASSERT_FALSE(log.problem) << log.problem->text;
  EXPECT_EQ(log.header, LogHeader{});
  EXPECT_EQ(log.end->count, 0u);
}

TEST(Log, OfManyBlocksAndLongTextsComesBack) {
  LogHeader header = small_header();
  header.workspace_source.assign(300'000, 'w');
  std::vector<Turn> turns;
  for (int i = 0; i < 20'000; ++i) turns.push_back({Time{2'000 + i}, DeleteTask{TaskId{std::uint64_t(i)}}});
  turns[7'000].command = CancelTask{TaskId{1}, std::string(200'000, 'r')};
  const ReadLog log = read_log(make_log(header, turns));
  ASSERT_FALSE(log.problem) << log.problem->text;
  EXPECT_EQ(log.header, header);
  ASSERT_EQ(log.records.size(), turns.size());
  for (std::size_t i = 0; i < turns.size(); ++i) ASSERT_EQ(log.payloads[i], bytes_of(turns[i].command));
}

TEST(Log, GoesOnAtAPlaceThatAReaderGave) {
  std::vector<Turn> turns;
  for (int i = 0; i < 9'000; ++i) turns.push_back({Time{2'000 + i}, DeleteTask{TaskId{std::uint64_t(i)}}});
  const std::string path = temporary_file();
  write_bytes(path, make_log(small_header(), turns));
  auto first = LogReader::open(path);
  for (int i = 0; i < 5'000; ++i) ASSERT_TRUE(first->next()->has_value());
  const LogPlace place = first->place();
  auto second = LogReader::open(path);
  ASSERT_TRUE(second->go_to(place));
  for (std::size_t i = 5'000; i < turns.size(); ++i) {
    const auto record = second->next();
    ASSERT_TRUE(record.has_value()) << record.error().text;
    EXPECT_EQ((*record)->sequence, i + 1);
    EXPECT_EQ((*record)->payload, bytes_of(turns[i].command));
  }
  EXPECT_FALSE(second->next()->has_value());
  EXPECT_EQ(second->end().count, turns.size());
  ASSERT_TRUE(second->go_to(place)) << "also after the end";
  EXPECT_EQ((*second->next())->sequence, 5'001u);
  ASSERT_TRUE(second->go_to({place.offset, place.checksum + 1, place.count, place.last}));
  EXPECT_EQ(second->next().error().kind, Kind::damaged);
  std::remove(path.c_str());
}

TEST(Log, IsTheSameFileEveryTime) {
  EXPECT_EQ(hex(make_log(small_header(), {{Time{1'000}, CustomerLeaves{TaskId{1}}}})),
            "53575952444c4f470100000038000000"                      // magic, format version, length
            "05000000302e312e300500000032303234610400000062616e6b"  // 0.1.0, 2024a, bank
            "e8030000000000002a00000000000000165c7027e1cd4913"      // start, seed, hash of the document
            "020000007b7d25bbe4278cc4d7ee"                          // document, checksum
            "0100000000000000e80300000000000009000000"              // record 1
            "060100000000000000818d0b80468b55c7"                    // customer_leaves task=1, checksum
            "ffffffffffffffffe80300000000000018000000"              // end record
            "a6a1a0cfc42c4a4f2ec39bae6fe21eb10100000000000000733e8ba6e693cf8d");
}

TEST(Log, IsFoundBrokenWhateverBitIsFlipped) {
  const std::string bytes = make_log(small_header(), small_turns());
  for (std::size_t bit = 0; bit < 8 * bytes.size(); ++bit) {
    std::string flipped = bytes;
    flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << bit % 8));
    const ReadLog log = read_log(flipped);
    ASSERT_TRUE(log.problem) << "bit " << bit;
    EXPECT_LE(log.problem->offset, bit / 8) << log.problem->text;
  }
}

TEST(Log, IsFoundTornWhereverItIsCut) {
  const std::string bytes = make_log(small_header(), small_turns());
  const ReadLog whole = read_log(bytes);
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    const ReadLog log = read_log(std::string_view(bytes).substr(0, size));
    ASSERT_TRUE(log.problem) << "cut to " << size;
    EXPECT_EQ(log.problem->kind, size == 0 ? Kind::not_a_log : Kind::torn_tail) << log.problem->text;
    EXPECT_EQ(log.problem->record, log.records.size());
    std::size_t good = 0;
    while (good < whole.records.size() && log.records.size() > good) ++good;
    EXPECT_EQ(good, log.records.size());
  }
}

TEST(Log, NamesTheDamagedRecordAndItsPlace) {
  const std::string bytes = make_log(small_header(), small_turns());
  const ReadLog whole = read_log(bytes);
  std::string damaged = bytes;
  damaged[whole.records[1].offset + record_head_size] = 9;
  const ReadLog log = read_log(damaged);
  ASSERT_TRUE(log.problem);
  EXPECT_EQ(log.records.size(), 1u);
  EXPECT_EQ(log.problem->kind, Kind::damaged);
  EXPECT_EQ(log.problem->record, 2u);
  EXPECT_EQ(log.problem->offset, whole.records[1].offset);
  EXPECT_EQ(log.problem->text, temporary_file() + ": record 2 at byte " +
                                   std::to_string(whole.records[1].offset) +
                                   " is damaged: its checksum does not fit");
}

TEST(Log, FindsARecordThatWasTakenOut) {
  const std::string bytes = make_log(small_header(), small_turns());
  const ReadLog whole = read_log(bytes);
  std::string shorter = bytes;
  shorter.erase(whole.records[1].offset, whole.records[2].offset - whole.records[1].offset);
  const ReadLog log = read_log(shorter);
  ASSERT_TRUE(log.problem);
  EXPECT_EQ(log.problem->kind, Kind::damaged);
  EXPECT_EQ(log.problem->record, 2u);
}

TEST(Log, FindsWhatStandsBehindItsEnd) {
  const ReadLog log = read_log(make_log(small_header(), small_turns()) + "x");
  ASSERT_TRUE(log.problem);
  EXPECT_EQ(log.problem->kind, Kind::after_end);
}

TEST(Log, FindsTimeThatGoesBack) {
  const std::vector<Turn> tables[] = {{{Time{999}, TimePasses{}}},
                                      {{Time{3'000}, TimePasses{}}, {Time{2'999}, TimePasses{}}}};
  for (const std::vector<Turn>& turns : tables) {
    const ReadLog log = read_log(make_log(small_header(), turns));
    ASSERT_TRUE(log.problem);
    EXPECT_EQ(log.problem->kind, Kind::time_goes_back);
    EXPECT_EQ(log.problem->record, turns.size());
  }
}

// Puts another number at `at` inside a record and makes its checksum fit again.
std::string forged(std::string bytes, std::size_t record, std::size_t at, std::uint64_t number) {
  const ReadLog whole = read_log(bytes);
  const std::size_t begin = whole.records[record].offset;
  const std::size_t end = begin + record_head_size + whole.payloads[record].size();
  std::memcpy(bytes.data() + begin + at, &number, sizeof number);
  std::uint64_t before = 0;
  std::memcpy(&before, bytes.data() + begin - checksum_size, sizeof before);
  const std::uint64_t checksum = chained_checksum(std::string_view(bytes).substr(begin, end - begin), before);
  std::memcpy(bytes.data() + end, &checksum, sizeof checksum);
  return bytes;
}

TEST(Log, FindsAGapInTheSequence) {
  const std::string bytes = make_log(small_header(), small_turns());
  const ReadLog log = read_log(forged(bytes, 1, 0, 3));
  ASSERT_TRUE(log.problem);
  EXPECT_EQ(log.problem->kind, Kind::sequence_gap);
  EXPECT_EQ(log.problem->record, 2u);
}

TEST(Log, FindsATimeBeyondTheEnginesRange) {
  const std::string bytes = make_log(small_header(), small_turns());
  const ReadLog log = read_log(forged(bytes, 1, 8, static_cast<std::uint64_t>(never.microseconds)));
  ASSERT_TRUE(log.problem);
  EXPECT_EQ(log.problem->kind, Kind::damaged);
}

TEST(Log, FindsAnEndRecordOfAnotherLength) {
  const std::string bytes = make_log(small_header(), small_turns());
  const ReadLog log = read_log(forged(bytes, 1, 0, end_sequence));
  ASSERT_TRUE(log.problem);
  EXPECT_EQ(log.problem->kind, Kind::damaged);
  EXPECT_NE(log.problem->text.find("should be the end record"), std::string::npos) << log.problem->text;
}

TEST(Log, BeginsWithinTheEnginesTime) {
  for (const Time start : {earliest_time - Duration{1}, latest_time + Duration{1}}) {
    LogHeader header = small_header();
    header.start = start;
    const ReadLog log = read_log(make_log(header, {}));
    ASSERT_TRUE(log.problem);
    EXPECT_EQ(log.problem->kind, Kind::damaged);
    EXPECT_NE(log.problem->text.find("has a header that no program"), std::string::npos);
  }
}

TEST(Log, ThatClaimsMoreThanAnybodyWritesIsDamaged) {
  const std::string bytes = make_log(small_header(), small_turns());
  std::string record = bytes;
  const std::size_t at = read_log(bytes).records[1].offset + record_head_size - 1;
  record[at] = '\x7f';
  const ReadLog log = read_log(record);
  ASSERT_TRUE(log.problem);
  EXPECT_EQ(log.problem->kind, Kind::damaged);
  EXPECT_EQ(log.problem->record, 2u);
  EXPECT_NE(log.problem->text.find("claims 2130706433 bytes; at most 268435456 are read"), std::string::npos)
      << log.problem->text;
  std::string header = bytes;
  header[15] = '\x7f';
  const ReadLog other = read_log(header);
  ASSERT_TRUE(other.problem);
  EXPECT_NE(other.problem->text.find("claims a header of"), std::string::npos) << other.problem->text;
}

TEST(Log, OfAnotherFormatVersionIsRefused) {
  std::string bytes = make_log(small_header(), small_turns());
  bytes[8] = 2;
  const ReadLog log = read_log(bytes);
  ASSERT_TRUE(log.problem);
  EXPECT_EQ(log.problem->kind, Kind::wrong_version);
  EXPECT_EQ(log.problem->text, temporary_file() + " has format version 2; this program reads version 1");
}

TEST(Log, IsNotEveryFile) {
  for (const std::string bytes : {"", "{\"version\": 1}", "SWYRDLOX", "#!/bin/sh\n"}) {
    const ReadLog log = read_log(bytes);
    ASSERT_TRUE(log.problem) << bytes;
    EXPECT_EQ(log.problem->kind, Kind::not_a_log) << bytes;
    EXPECT_FALSE(log.problem->is_environment());
  }
}

TEST(Log, IsNeverCrashedByRandomBytesBehindAGoodBeginning) {
  const std::string bytes = make_log(small_header(), small_turns());
  RandomFill source(3);
  for (int round = 0; round < 2'000; ++round) {
    const std::string random = source.text() + source.text();
    const std::size_t keep = source.choose(bytes.size());
    EXPECT_TRUE(read_log(bytes.substr(0, keep) + "\xff" + random).problem) << keep;
  }
}

TEST(Log, ThatCannotBeOpenedIsTheEnvironmentsFault) {
  const auto reader = LogReader::open("/nowhere/run.log");
  ASSERT_FALSE(reader);
  EXPECT_EQ(reader.error().kind, Kind::cannot_open);
  EXPECT_EQ(reader.error().text, "/nowhere/run.log: cannot be opened: No such file or directory");
  EXPECT_TRUE(reader.error().is_environment());
  const auto writer = LogWriter::create("/nowhere/run.log", {});
  ASSERT_FALSE(writer);
  EXPECT_EQ(writer.error().kind, Kind::cannot_open);
  const auto folder = LogReader::open("/");
  ASSERT_FALSE(folder);
  EXPECT_EQ(folder.error().kind, Kind::cannot_read);
}

TEST(Log, SaysWhenTheDiskIsFull) {
  auto at_the_end = LogWriter::create("/dev/full", small_header());
  ASSERT_TRUE(at_the_end);
  EXPECT_TRUE(at_the_end->append(Time{1'000}, TimePasses{}));
  const auto finished = at_the_end->finish({});
  ASSERT_FALSE(finished);
  EXPECT_EQ(finished.error().kind, Kind::cannot_write);
  EXPECT_EQ(finished.error().text, "/dev/full: cannot be written: No space left on device");

  auto on_the_way = LogWriter::create("/dev/full", small_header());
  int good = 0;
  while (good < 100'000 && on_the_way->append(Time{1'000}, TimePasses{})) ++good;
  EXPECT_LT(good, 3'000);  // one block
  EXPECT_FALSE(on_the_way->append(Time{1'000}, TimePasses{}));
  EXPECT_TRUE(on_the_way->problem()->is_environment());
  EXPECT_FALSE(on_the_way->finish({}));
}

}  // namespace
}  // namespace switchyard::codec
