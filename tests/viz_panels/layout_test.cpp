// Places on the screen, the file that remembers them, and the texts of the command line.
#include <gtest/gtest.h>

#include <array>

#include "tests/viz_panels/made_centre.h"
#include "viz/bookmark_file.h"
#include "viz/layout_file.h"
#include "viz/options.h"
#include "viz/panels/style.h"

namespace switchyard::viz {
namespace {

class Screens : public testing::Test {
 protected:
  Screens() { ImGui::CreateContext(), set_up_style(13); }
  ~Screens() override { ImGui::DestroyContext(); }
};

bool apart(const Rect& a, const Rect& b) {
  return a.high.x <= b.low.x || b.high.x <= a.low.x || a.high.y <= b.low.y || b.high.y <= a.low.y;
}

TEST_F(Screens, no_panel_covers_another) {
  for (const bool compares : {false, true}) {
    const Places places = places_of({}, {1280, 720}, compares);
    std::vector<Rect> all = {places.headline, places.transport};
    for (const auto& place : places.of) {
      if (place) all.push_back(*place);
    }
    EXPECT_EQ(all.size(), compares ? 5u : 6u);
    for (std::size_t i = 0; i < all.size(); ++i) {
      for (std::size_t j = i + 1; j < all.size(); ++j)
        EXPECT_TRUE(apart(all[i], all[j])) << i << " and " << j;
    }
  }
}

TEST_F(Screens, a_panel_alone_has_the_room_of_all) {
  Layout layout;
  layout.alone = PanelId::events;
  const Places places = places_of(layout, {1280, 720}, false);
  EXPECT_FALSE(places.of[static_cast<std::size_t>(PanelId::queues)]);
  EXPECT_GT(places.of[static_cast<std::size_t>(PanelId::events)]->size().x, 1200);
}

TEST(LayoutFile, gives_back_what_was_written) {
  ScreenState state;
  state.layout.left = 0.5F;
  state.window = hours(4);
  state.queues.sort = QueueSort::oldest;
  state.agents.sort = AgentSort::occupancy;
  ScreenState read;
  read_layout(layout_text(state), read);
  EXPECT_EQ(read.layout.left, 0.5F);
  EXPECT_EQ(read.window, hours(4));
  EXPECT_EQ(read.queues.sort, QueueSort::oldest);
  EXPECT_EQ(read.agents.sort, AgentSort::occupancy);
}

TEST(LayoutFile, a_text_that_is_none_changes_nothing) {
  const std::string as_it_was = layout_text(ScreenState{});
  for (const char* text :
       {"", "{", "[]", "{\"left\": \"wide\"}", "{\"queue_sort\": 99, \"window_seconds\": -3}"}) {
    ScreenState state;
    read_layout(text, state);
    EXPECT_EQ(layout_text(state), as_it_was) << text;
  }
}

TEST(LayoutFile, edges_stay_where_both_sides_can_be_used) {
  ScreenState state;
  read_layout("{\"left\": 7, \"upper_left\": -1}", state);
  EXPECT_EQ(state.layout.left, 0.8F);
  EXPECT_EQ(state.layout.upper_left, 0.2F);
}

TEST(Bookmarks, belong_to_their_recording) {
  const std::vector<Mark> marks = {{centre_begin, Mark::Kind::bookmark, "odd"},
                                   {centre_begin + seconds(1), Mark::Kind::surge_begins, "noon"},
                                   {centre_begin + hours(1), Mark::Kind::bookmark, "\"why?\""}};
  const std::string text = with_bookmarks(with_bookmarks("", "aa", marks), "bb", {marks[0]});
  const auto read = bookmarks_in(text, "aa");
  ASSERT_EQ(read.size(), 2U) << text;
  EXPECT_EQ(read[1].time, centre_begin + hours(1));
  EXPECT_EQ(read[1].text, "\"why?\"");
  EXPECT_EQ(bookmarks_in(text, "bb").size(), 1U);
  EXPECT_TRUE(bookmarks_in(text, "cc").empty());
  EXPECT_TRUE(bookmarks_in(with_bookmarks(text, "aa", {}), "aa").empty()) << "they were taken away";
  for (const char* wrong : {"", "[", "{\"recordings\": 3}", "{\"recordings\": {\"aa\": [1, {\"at\": 2}]}}"})
    EXPECT_TRUE(bookmarks_in(wrong, "aa").empty()) << wrong;
}

TEST(Bookmarks, of_those_looked_at_long_ago_are_dropped) {
  const std::vector<Mark> marks = {{centre_begin, Mark::Kind::bookmark, "here"}};
  std::string text;
  for (std::size_t i = 0; i <= most_recordings; ++i) text = with_bookmarks(text, std::to_string(i), marks);
  EXPECT_TRUE(bookmarks_in(text, "0").empty());
  EXPECT_FALSE(bookmarks_in(text, "1").empty());
}

TEST(Texts, say_the_day_where_it_is_another) {
  const Time evening = centre_begin + hours(14);
  EXPECT_EQ(clock_text(evening, centre_begin), "22:00:00");
  EXPECT_EQ(clock_text(evening + hours(3), evening), "01:00:00 tomorrow");
  EXPECT_EQ(clock_text(centre_begin, centre_begin + days(1)), "08:00:00 yesterday");
  EXPECT_EQ(clock_text(centre_begin + days(9), centre_begin), "2026-11-30 08:00:00");
  EXPECT_EQ(clock_text(never, centre_begin), "–");
}

TEST(Texts, say_a_length_in_two_units) {
  const std::pair<Duration, const char*> rows[] = {{seconds(0), "0 s"},
                                                   {seconds(59), "59 s"},
                                                   {minutes(2), "2 min"},
                                                   {seconds(125), "2 min 5 s"},
                                                   {hours(23) + minutes(12), "23 h 12 min"},
                                                   {days(3) + hours(4) + minutes(59), "3 d 4 h"},
                                                   {seconds(-1), "-"}};
  for (const auto& [length, text] : rows) EXPECT_EQ(length_text(length), text);
}

TEST(Plots, share_their_room_so_that_short_names_stay_whole) {
  EXPECT_EQ(width_for_each({10, 20, 30}, 100), 30);
  EXPECT_EQ(width_for_each({10, 50, 60}, 90), 40);
  EXPECT_EQ(width_for_each({50, 60}, 20), 10);
}

TEST(Moments, are_of_the_calendar_of_the_day_or_after_the_begin) {
  const auto in = [](const char* text) { return moment_in(*parse_moment(text), centre_begin); };
  EXPECT_EQ(in("2026-11-21T09:30:00Z"), centre_begin + minutes(90));
  EXPECT_EQ(in("09:30"), centre_begin + minutes(90));
  EXPECT_EQ(in("09:30:10"), centre_begin + seconds(5410));
  EXPECT_EQ(in("07:00"), centre_begin + hours(23));
  EXPECT_EQ(in("1h30m"), centre_begin + minutes(90));
  for (const char* text : {"", "noon", "25:00", "09:3x", "09:30:1", "9:30"})
    EXPECT_FALSE(parse_moment(text)) << text;
}

TEST(Arguments, are_read_or_refused) {
  const std::array<const char*, 8> good = {"switchyard-view", "a.log",  "b.log",    "--panel",
                                           "agents",          "--size", "1280x720", "--at=1h"};
  const Parsed parsed = parse_options(static_cast<int>(good.size()), good.data());
  EXPECT_FALSE(parsed.exit_code);
  EXPECT_EQ(parsed.options.what, "a.log");
  EXPECT_EQ(parsed.options.other, "b.log");
  EXPECT_EQ(parsed.options.panel, PanelId::agents);
  EXPECT_EQ(parsed.options.size->width, 1280);
  for (const char* wrong : {"--panel=kitchen", "--size=big", "--at=noon", "--what", "--size=10x10"}) {
    const std::array<const char*, 3> bad = {"switchyard-view", "a.log", wrong};
    EXPECT_EQ(parse_options(3, bad.data()).exit_code, 2) << wrong;
  }
  const std::array<const char*, 1> none = {"switchyard-view"};
  EXPECT_EQ(parse_options(1, none.data()).exit_code, 2);
}

}  // namespace
}  // namespace switchyard::viz
