// Keys that are pressed in a frame without a window, and what they ask for or change.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/viz_panels/made_centre.h"
#include "viz/panels/keys.h"
#include "viz/panels/screen.h"
#include "viz/panels/style.h"

namespace switchyard::viz {
namespace {

class Keys : public testing::Test {
 protected:
  Keys() {
    ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.DisplaySize = {1280, 720};
    for (int i = 0; i < ImGuiKey_COUNT; ++i) io.KeyMap[i] = i;
    set_up_style(13);
    unsigned char* pixels = nullptr;
    int width = 0;
    int height = 0;
    io.Fonts->GetTexDataAsRGBA32(&pixels, &width, &height);
    frame();
  }
  ~Keys() override { ImGui::DestroyContext(); }

  Answer frame() {
    ImGui::GetIO().DeltaTime = 1.0F / 60;
    ImGui::NewFrame();
    Answer answer = draw_screen(centre_.view(), state_);
    ImGui::Render();
    return answer;
  }
  Answer type(char letter) {
    ImGui::GetIO().AddInputCharacter(static_cast<unsigned>(letter));
    return frame();
  }
  Answer press(ImGuiKey key) {
    ImGui::GetIO().KeysDown[key] = true;
    Answer answer = frame();
    ImGui::GetIO().KeysDown[key] = false;
    frame();
    return answer;
  }
  // The first of that kind; null when there is none.
  template <class Wish>
  static const Wish* asked(const Answer& answer) {
    for (const Request& request : answer.requests) {
      if (const auto* wish = std::get_if<Wish>(&request)) return wish;
    }
    return nullptr;
  }

  MadeCentre centre_;
  ScreenState state_;
};

TEST_F(Keys, play_pause_and_step) {
  EXPECT_NE(asked<Play>(press(ImGuiKey_Space)), nullptr);
  centre_.transport.playing = true;
  EXPECT_NE(asked<Pause>(press(ImGuiKey_Space)), nullptr);
  EXPECT_NE(asked<StepToNextEvent>(press(ImGuiKey_RightArrow)), nullptr);
  EXPECT_NE(asked<StepToPreviousEvent>(press(ImGuiKey_LeftArrow)), nullptr);
}

TEST_F(Keys, change_the_speed_and_the_moment) {
  const Answer faster = type(']');
  ASSERT_NE(asked<SetSpeed>(faster), nullptr);
  EXPECT_EQ(asked<SetSpeed>(faster)->factor, 100);
  const Answer begin = press(ImGuiKey_Home);
  ASSERT_NE(asked<SeekTo>(begin), nullptr);
  EXPECT_EQ(asked<SeekTo>(begin)->time, centre_.transport.begin);
  const Answer mark = type('M');
  ASSERT_NE(asked<SeekTo>(mark), nullptr);
  EXPECT_EQ(asked<SeekTo>(mark)->time, centre_begin + hours(3));
}

TEST_F(Keys, choose_a_panel_and_give_it_all_the_room) {
  type('2');
  EXPECT_EQ(state_.focus, PanelId::agents);
  type('f');
  EXPECT_EQ(state_.layout.alone, PanelId::agents);
  type('4');
  EXPECT_EQ(state_.layout.alone, PanelId::events);
  press(ImGuiKey_Escape);
  EXPECT_FALSE(state_.layout.alone);
}

TEST_F(Keys, sort_filter_and_choose_rows) {
  type('s');
  EXPECT_EQ(state_.queues.sort, QueueSort::waiting);
  type('t');
  EXPECT_EQ(state_.queues.tenant, TenantId{0});
  EXPECT_EQ(state_.agents.tenant, TenantId{0});
  const Answer row = press(ImGuiKey_DownArrow);
  ASSERT_NE(asked<SelectQueue>(row), nullptr);
  EXPECT_EQ(centre_.names.queues[asked<SelectQueue>(row)->queue.index()].tenant, TenantId{0});
  type('2');
  EXPECT_NE(asked<SelectWorker>(press(ImGuiKey_DownArrow)), nullptr);
}

TEST_F(Keys, letters_belong_to_the_field_in_which_somebody_types) {
  type('/');
  frame();
  const Answer answer = type('q');
  EXPECT_FALSE(answer.close);
  EXPECT_EQ(state_.events.typed[0], 'q');
}

TEST_F(Keys, a_search_is_asked_for_with_enter) {
  type('/');
  frame();
  type('a');
  const Answer answer = press(ImGuiKey_Enter);
  ASSERT_NE(asked<Search>(answer), nullptr);
  EXPECT_EQ(asked<Search>(answer)->text, "a");
}

TEST_F(Keys, a_clock_in_the_place_of_words_is_gone_to) {
  type('/');
  frame();
  for (const char letter : {'0', '9', ':', '3', '0'}) type(letter);
  const Answer answer = press(ImGuiKey_Enter);
  EXPECT_EQ(asked<Search>(answer), nullptr);
  ASSERT_NE(asked<SeekTo>(answer), nullptr);
  EXPECT_EQ(asked<SeekTo>(answer)->time, centre_begin + minutes(90));
}

TEST_F(Keys, the_overlay_takes_the_next_key) {
  type('?');
  EXPECT_TRUE(state_.help);
  EXPECT_FALSE(type('q').close);
  EXPECT_FALSE(state_.help);
  EXPECT_TRUE(type('q').close);
}

TEST_F(Keys, move_the_edges_between_panels) {
  ImGui::GetIO().KeyCtrl = true;
  const Layout before = state_.layout;
  const Answer answer = press(ImGuiKey_RightArrow);
  EXPECT_EQ(asked<StepToNextEvent>(answer), nullptr);
  EXPECT_GT(state_.layout.left, before.left);
  EXPECT_EQ(asked<SelectQueue>(press(ImGuiKey_DownArrow)), nullptr);
  EXPECT_GT(state_.layout.upper_left, before.upper_left);
  type('3');
  press(ImGuiKey_UpArrow);
  EXPECT_LT(state_.layout.upper_right, before.upper_right);
  ImGui::GetIO().KeyCtrl = false;
}

TEST_F(Keys, show_what_the_words_mean_without_a_mouse) {
  type('i');
  EXPECT_TRUE(state_.words);
  frame();
  EXPECT_FALSE(type('q').close);
  EXPECT_FALSE(state_.words);
}

TEST_F(Keys, tips_are_told_to_whoever_collects_them) {
  ImGui::GetIO().DeltaTime = 1.0F / 60;
  ImGui::NewFrame();
  {
    const CollectedTips collected;
    draw_screen(centre_.view(), state_);
    const auto has = [&](const char* heading) {
      return std::any_of(collected.tips().begin(), collected.tips().end(),
                         [&](const auto& tip) { return tip.heading == heading; });
    };
    EXPECT_TRUE(has("oldest wait"));
    EXPECT_TRUE(has("SL 15 min"));
    EXPECT_TRUE(has("Occupancy"));
    EXPECT_TRUE(has("Speed"));
  }
  ImGui::Render();
  EXPECT_EQ(ImGui::GetIO().UserData, nullptr);
}

TEST_F(Keys, a_supervisors_commands_open_in_a_live_view_only) {
  centre_.selection.worker = WorkerId{3};
  const auto popup = [] {
    return ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopupId | ImGuiPopupFlags_AnyPopupLevel);
  };
  type('a');
  frame();
  EXPECT_FALSE(popup());
  centre_.can_command = true;
  type('a');
  frame();
  EXPECT_TRUE(popup());
}

TEST_F(Keys, a_click_chooses_a_queue) {
  ImGuiIO& io = ImGui::GetIO();
  const Places places = places_of(state_.layout, io.DisplaySize, false);
  const Rect rect = *places.of[static_cast<std::size_t>(PanelId::queues)];
  io.MousePos = {rect.low.x + 40, rect.high.y - 60};
  frame();
  io.MouseDown[0] = true;
  frame();
  io.MouseDown[0] = false;
  const Answer answer = frame();
  ASSERT_NE(asked<SelectQueue>(answer), nullptr);
}

TEST(KeyHelp, names_each_key_once_a_group) {
  const auto help = key_help();
  EXPECT_GT(help.size(), 20u);
  for (std::size_t i = 0; i < help.size(); ++i) {
    EXPECT_FALSE(help[i].what.empty());
    const auto same = std::count_if(help.begin(), help.end(), [&](const KeyHelp& one) {
      return one.keys == help[i].keys && one.group == help[i].group;
    });
    EXPECT_EQ(same, 1) << help[i].keys;
  }
}

}  // namespace
}  // namespace switchyard::viz
