// The text of an event stream, however it is cut.
#include "viz/feed/event_stream.h"

#include <gtest/gtest.h>

namespace switchyard::viz {
namespace {

std::string told(const std::vector<StreamEvent>& events) {
  std::string out;
  for (const StreamEvent& event : events) out += event.data + "#" + event.id.value_or("-") + ";";
  return out;
}

constexpr std::string_view text =
    ":\n\nevent: task_created\ndata: {\"a\":1}\n\nevent: x\r\ndata: {\"b\":2}\r\nid: 17\r\n\r\n"
    "data:one\ndata: two\n\nid: 5\n\n: a comment\ndata\n\nretry: 3\ndata: last\n";
constexpr const char* expected = "{\"a\":1}#-;{\"b\":2}#17;one\ntwo#-;#5;";

TEST(EventStreamText, IsCutIntoEvents) {
  EventStreamText stream;
  std::vector<StreamEvent> events;
  stream.add(text, events);
  EXPECT_EQ(told(events), expected);
}

TEST(EventStreamText, MayComeInAnyPieces) {
  for (std::size_t size = 1; size < 20; ++size) {
    EventStreamText stream;
    std::vector<StreamEvent> events;
    for (std::size_t at = 0; at < text.size(); at += size) stream.add(text.substr(at, size), events);
    EXPECT_EQ(told(events), expected) << size;
  }
}

TEST(EventStreamText, ForgetsWhatWasNotWholeWhenItBeginsAgain) {
  EventStreamText stream;
  std::vector<StreamEvent> events;
  stream.add("data: half", events);
  stream.restart();
  stream.add("data: whole\n\n", events);
  EXPECT_EQ(told(events), "whole#-;");
}

}  // namespace
}  // namespace switchyard::viz
