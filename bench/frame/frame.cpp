// The processor's time that one frame of the viewer costs, ImGui and our code together, without OpenGL.
#include <imgui/imgui.h>
#include <time.h>

#include <algorithm>
#include <cstdio>
#include <numeric>
#include <vector>

#include "tests/viz_panels/made_centre.h"
#include "viz/panels/screen.h"
#include "viz/panels/style.h"

namespace switchyard::viz {
namespace {

constexpr double budget_ms = 16;
constexpr int frames = 200;

double milliseconds_of_processor() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

double draw_once(const View& view, ScreenState& state) {
  const double begin = milliseconds_of_processor();
  ImGui::NewFrame();
  draw_screen(view, state);
  ImGui::Render();
  return milliseconds_of_processor() - begin;
}

void set_up() {
  ImGui::CreateContext();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.DisplaySize = {1920, 1080};
  io.DeltaTime = 1.0F / 60;
  set_up_style(letters_for(1080));
  unsigned char* pixels = nullptr;
  int width = 0;
  int height = 0;
  io.Fonts->GetTexDataAsRGBA32(&pixels, &width, &height);
}

// False when it passes the budget.
bool measure(const char* name, const View& view, ScreenState state) {
  for (int i = 0; i < 5; ++i) draw_once(view, state);
  std::vector<double> costs(frames);
  std::generate(costs.begin(), costs.end(), [&] { return draw_once(view, state); });
  std::sort(costs.begin(), costs.end());
  const double mean = std::accumulate(costs.begin(), costs.end(), 0.0) / frames;
  const double high = costs[frames * 95 / 100];
  std::printf("%-34s mean %5.2f ms   p95 %5.2f ms   worst %5.2f ms\n", name, mean, high, costs.back());
  return high <= budget_ms;
}

}  // namespace
}  // namespace switchyard::viz

int main() {
  using namespace switchyard::viz;
  CentrePlan plan;
  plan.tenants = 20;
  plan.queues = 200;
  plan.workers = 1000;
  plan.arrivals = 150;
  MadeCentre centre(plan);
  set_up();
  std::printf(
      "1,000 agents, 200 queues, %zu tasks in four hours, 1920 x 1080; budget %.0f ms of processor a frame\n",
      centre.history.tasks().size(), budget_ms);
  ScreenState state;
  bool held = measure("all panels, plots of one hour", centre.view(), state);
  state.window = switchyard::hours(4);
  state.queues.curves = 1;
  state.agents.sort = AgentSort::occupancy;
  held = measure("all panels, plots of four hours", centre.view(), state) && held;
  state.layout.alone = PanelId::agents;
  held = measure("agents alone", centre.view(), state) && held;
  state.layout.alone = PanelId::queues;
  held = measure("queues alone", centre.view(), state) && held;
  ImGui::DestroyContext();
  return held ? 0 : 99;
}
