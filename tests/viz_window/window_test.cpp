// The program switchyard-view from outside: a window that is typed and clicked into, pictures, messages.
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "tests/browser/picture.h"
#include "tests/support/temporary_folder.h"

namespace switchyard::viz {
namespace {

const std::string view = SWITCHYARD_VIEW;

struct Said {
  int code = -1;
  std::string text;  // both streams
};

std::string read_file(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

class Viewer : public testing::Test {
 protected:
  Said shell(const std::string& command) const {
    const std::string said = path("said");
    const int status = std::system(("(" + command + ") </dev/null >'" + said + "' 2>&1").c_str());
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, read_file(said)};
  }
  std::string path(const std::string& name) const { return folder_.path() + "/" + name; }
  // A quarter of an hour of a scenario, run into a folder of its own.
  std::string made_log() const {
    const Said run = shell("'" SWITCHYARD_PROGRAM "' run '" SWITCHYARD_ROOT
                           "/scenarios/flex-mix/scenario.json' --until 15m -q --out '" +
                           path("run") + "'");
    EXPECT_TRUE(run.code == 0 || run.code == 99) << run.text;
    return path("run") + "/run.log";
  }

  TemporaryFolder folder_;
};

// Starts a server of windows and the viewer in it, types, clicks, types again, and leaves.
constexpr const char* session = R"(
  set -e
  Xvfb -displayfd 3 -screen 0 1280x720x24 -nolisten tcp 3>"$FOLDER/display" 2>/dev/null &
  server=$!
  trap 'kill $server' EXIT
  for _ in $(seq 100); do [ -s "$FOLDER/display" ] && break; sleep 0.1; done
  export DISPLAY=:$(cat "$FOLDER/display") XDG_CONFIG_HOME="$FOLDER/config" LIBGL_ALWAYS_SOFTWARE=1
  export ASAN_OPTIONS=detect_leaks=0  # the graphics driver is unloaded with memory still held by it
  timeout 60 "$VIEW" "$LOG" --size 1280x720 &
  viewer=$!
  window=$(timeout 30 xdotool search --sync --onlyvisible --name Switchyard | head -1)
  xdotool windowmove "$window" 0 0 windowfocus --sync "$window"
  sleep 1
  xdotool type --delay 300 'sw'
  xdotool mousemove 320 500 sleep 0.3 click 1
  sleep 0.5
  xdotool type --delay 300 's'
  sleep 0.5
  xdotool type q
  wait $viewer
)";

TEST_F(Viewer, hears_keys_and_a_click_in_a_real_window) {
  for (const char* program : {"Xvfb", "xdotool"}) {
    if (shell(std::string("command -v ") + program).code != 0)
      GTEST_SKIP() << program << " is not installed; `./dev setup browser` does it";
  }
  std::ofstream(path("session")) << session;
  const Said said = shell("FOLDER='" + folder_.path() + "' VIEW='" + view + "' LOG='" + made_log() +
                          "' bash '" + path("session") + "'");
  ASSERT_EQ(said.code, 0) << said.text;
  const std::string remembered = read_file(path("config/switchyard/view.json"));
  EXPECT_NE(remembered.find("\"queue_sort\": 1"), std::string::npos) << remembered;
  EXPECT_NE(remembered.find("\"window_seconds\": 14400"), std::string::npos) << remembered;
  EXPECT_NE(remembered.find("\"agent_sort\": 1"), std::string::npos)
      << "the click gave the keys to the agents: " << remembered;
}

TEST_F(Viewer, makes_a_picture_without_a_display) {
  const std::string png = path("now.png");
  const Said said = shell("unset DISPLAY WAYLAND_DISPLAY; LIBGL_ALWAYS_SOFTWARE=1 '" + view + "' '" +
                          made_log() + "' --at 10m --size 1280x720 --screenshot '" + png + "'");
  ASSERT_EQ(said.code, 0) << said.text;
  const auto picture = browser_test::read_png(png);
  ASSERT_TRUE(picture);
  EXPECT_EQ(picture->width, 1280u);
  EXPECT_EQ(picture->height, 720u);
}

TEST_F(Viewer, says_that_there_is_no_display_and_what_to_do) {
  const Said said = shell("unset DISPLAY WAYLAND_DISPLAY; '" + view + "' '" + made_log() + "'");
  EXPECT_EQ(said.code, 4);
  EXPECT_NE(said.text.find("there is no display"), std::string::npos) << said.text;
  EXPECT_NE(said.text.find("--screenshot"), std::string::npos) << said.text;
}

TEST_F(Viewer, refuses_what_is_no_log) {
  std::ofstream(path("foreign.log")) << "127.0.0.1 - - GET / 200\n";
  EXPECT_EQ(shell("'" + view + "' '" + path("foreign.log") + "' --screenshot '" + path("x.png") + "'").code,
            3);
  EXPECT_EQ(shell("'" + view + "' '" + path("none.log") + "' --screenshot '" + path("x.png") + "'").code, 4);
  EXPECT_EQ(shell("'" + view + "'").code, 2);
}

TEST_F(Viewer, shows_what_can_be_read_of_a_torn_log) {
  const std::string log = made_log();
  const std::string whole = read_file(log);
  std::ofstream(path("torn.log"), std::ios::binary) << whole.substr(0, whole.size() * 2 / 3);
  const Said said =
      shell("'" + view + "' '" + path("torn.log") + "' --screenshot '" + path("torn.png") + "'");
  EXPECT_EQ(said.code, 0) << said.text;
  EXPECT_NE(said.text.find("what stands before it is shown"), std::string::npos) << said.text;
  EXPECT_TRUE(browser_test::read_png(path("torn.png")));
}

TEST_F(Viewer, refuses_what_it_cannot_show) {
  const std::string log = made_log();
  const std::string bytes = read_file(log);
  const std::string start = "'" + view + "' '" + log + "' --screenshot '";
  EXPECT_EQ(shell(start + log + "'").code, 2) << "the picture would replace the log";
  EXPECT_EQ(read_file(log), bytes);
  for (const char* wrong : {"--task 99999999", "--task -1", "--task 18446744073709551617", "--play nan"})
    EXPECT_EQ(shell(start + path("x.png") + "' " + wrong).code, 2) << wrong;
}

}  // namespace
}  // namespace switchyard::viz
