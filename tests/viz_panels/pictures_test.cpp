// Each panel of a centre made by hand, held against its golden picture.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "tests/browser/picture.h"
#include "tests/viz_panels/made_centre.h"
#include "viz/panels/screen.h"
#include "viz/panels/style.h"
#include "viz/window/picture.h"

namespace switchyard::viz {
namespace {

using browser_test::differing_blocks;

struct Shot {
  const char* name;
  Size size;
  std::optional<PanelId> alone;
  void (*change)(MadeCentre&, ScreenState&);
};

void nothing(MadeCentre&, ScreenState&) {}

void sorted_queues(MadeCentre& centre, ScreenState& state) {
  state.queues.sort = QueueSort::oldest;
  state.queues.curves = 1;
  centre.selection.queue = TaskQueueId{3};
}

void chosen_agent(MadeCentre& centre, ScreenState& state) {
  state.agents.sort = AgentSort::state;
  state.focus = PanelId::agents;
  centre.selection.worker = WorkerId{4};
  centre.can_command = true;
}

void one_task(MadeCentre& centre, ScreenState&) {
  const Time arrived = centre.transport.now - seconds(500);
  centre.selection.task = TaskId{9120};
  centre.life = made_life(arrived, centre.transport.end);
}

void searching(MadeCentre& centre, ScreenState& state) {
  state.focus = PanelId::events;
  centre.search.typed = "abandoned";
  centre.search.finished = true;
  for (const EventRow& row : centre.events.rows) {
    if (row.text.find("abandoned") != row.text.npos)
      centre.search.matches.push_back({row.sequence, row.index, row.time, row.text});
  }
}

const MadeCentre& other_centre() {
  static const MadeCentre other({3, 9, 33, 4 * 3600, 2 * 3600 + 900, 3 * 3600, 215, 330});
  return other;
}

void comparing(MadeCentre& centre, ScreenState& state) {
  const MadeCentre& other = other_centre();
  centre.other.emplace(OtherRun{other.names, other.board, other.history});
  centre.compared = made_comparison(centre_begin);
  state.window = hours(4);
}

void overlay(MadeCentre&, ScreenState& state) {
  state.help = true;
}

void words(MadeCentre&, ScreenState& state) {
  state.words = true;
}

void live(MadeCentre& centre, ScreenState&) {
  centre.transport.source = Source::live;
  centre.transport.at_newest = centre.transport.playing = true;
  centre.transport.complete = false;
  centre.can_command = true;
  centre.transport.from_middle = true;
  centre.notices = {"The host does not answer; the next try is in 4 s."};
}

// What a live host lets the viewer know of a task.
void one_live_task(MadeCentre& centre, ScreenState& state) {
  live(centre, state);
  one_task(centre, state);
  for (reports::Moment& moment : centre.life->explanation.moments) {
    moment.command.clear();
    moment.filters.clear();
    moment.free.clear();
    moment.left_out.clear();
    std::erase_if(moment.timers, [](const auto& timer) { return timer.what.starts_with("target"); });
    if (moment.standing) moment.standing->target = moment.standing->targets = 0;
  }
}

constexpr Size whole{1280, 720};
constexpr Size part{960, 540};

std::vector<Shot> shots() {
  return {{"screen", whole, std::nullopt, one_task},
          {"queues", part, PanelId::queues, nothing},
          {"queues-oldest", part, PanelId::queues, sorted_queues},
          {"agents", part, PanelId::agents, nothing},
          {"agents-chosen", part, PanelId::agents, chosen_agent},
          {"task", part, PanelId::task, one_task},
          {"task-live", part, PanelId::task, one_live_task},
          {"task-none", part, PanelId::task, nothing},
          {"events", part, PanelId::events, nothing},
          {"events-search", part, PanelId::events, searching},
          {"compare", part, PanelId::compare, comparing},
          {"help", whole, std::nullopt, overlay},
          {"words", whole, std::nullopt, words},
          {"live", whole, std::nullopt, live}};
}

tl::expected<Picture, std::string> drawn(const Shot& shot) {
  MadeCentre centre;
  ScreenState state;
  state.layout.alone = shot.alone;
  if (shot.alone) state.focus = *shot.alone;
  shot.change(centre, state);
  const Scene scene{[] { set_up_style(13); },
                    [&] {
                      draw_screen(centre.view(), state);
                      return Pace::rest;
                    }};
  return draw_picture(scene, shot.size);
}

std::string path_of(const std::string& name) {
  return std::string(SWITCHYARD_ROOT) + "/tests/viz_panels/golden/" + name + ".png";
}

bool updates() {
  return std::getenv("SWITCHYARD_UPDATE_PICTURES") != nullptr;
}

class Pictures : public testing::TestWithParam<Shot> {};

TEST_P(Pictures, are_as_they_were_agreed_on) {
  if (!std::filesystem::exists("/usr/share/fonts/truetype/dejavu/DejaVuSansCondensed.ttf"))
    GTEST_SKIP() << "the fonts DejaVu are not installed; `./dev setup` does it";
  setenv("LIBGL_ALWAYS_SOFTWARE", "1", 1);
  const auto picture = drawn(GetParam());
  if (!picture) GTEST_SKIP() << picture.error();
  const browser_test::Picture now{static_cast<std::uint32_t>(picture->size.width),
                                  static_cast<std::uint32_t>(picture->size.height), picture->rgb};
  const std::string golden = path_of(GetParam().name);
  if (updates()) {
    ASSERT_TRUE(browser_test::write_png(golden, with_fewer_colours(now)));
  }
  const auto agreed = browser_test::read_png(golden);
  ASSERT_TRUE(agreed) << golden << " cannot be read";
  const double differing = differing_blocks(*agreed, now, 6);
  const std::string found = testing::TempDir() + "switchyard-" + GetParam().name + ".png";
  if (differing > 0.003) write_png(found, *picture);
  EXPECT_LE(differing, 0.003) << "compare " << found << " with " << golden;
}

INSTANTIATE_TEST_SUITE_P(Viewer, Pictures, testing::ValuesIn(shots()), [](const auto& shot) {
  std::string name = shot.param.name;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

}  // namespace
}  // namespace switchyard::viz
