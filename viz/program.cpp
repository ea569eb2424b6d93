// Each frame: let the feed go on, draw its view, hand it what was asked for.
#include "viz/program.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <system_error>

#include "viz/bookmark_file.h"
#include "viz/feed/feed.h"
#include "viz/layout_file.h"
#include "viz/panels/screen.h"
#include "viz/panels/style.h"
#include "viz/window/picture.h"
#include "viz/window/window.h"

namespace switchyard::viz {
namespace {

constexpr int usage = 2;
constexpr int environment = 4;
constexpr Size usual_size{1600, 900};

using Clock = std::chrono::steady_clock;

int tell(int code, const std::string& text) {
  std::fprintf(stderr, "switchyard-view: error: %s\n", text.c_str());
  return code;
}

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

FeedOptions feed_options(const Options& options) {
  FeedOptions feed;
  feed.account = options.account;
  feed.workspace = options.workspace;
  feed.token = variable("SWITCHYARD_TOKEN");
  feed.operator_token = variable("SWITCHYARD_OPERATOR_TOKEN");
  return feed;
}

tl::expected<Feed, FeedProblem> open(const Options& options) {
  const FeedOptions feed = feed_options(options);
  return options.other.empty() ? Feed::open(options.what, feed)
                               : Feed::open_pair(options.what, options.other, feed);
}

// What the command line asks for besides.
void begin(Feed& feed, ScreenState& state, const Options& options) {
  if (options.at) feed.handle(SeekTo{moment_in(*options.at, feed.view().transport.begin)});
  if (options.task) feed.handle(SelectTask{TaskId{*options.task}});
  if (options.window) state.window = *options.window;
  if (options.panel) state.layout.alone = state.focus = *options.panel;
  if (options.speed) {
    feed.handle(SetSpeed{*options.speed});
    feed.handle(Play{});
  }
}

bool moves(const Transport& transport) {
  return transport.playing || transport.source == Source::live;
}

Pace frame(Feed& feed, ScreenState& state, Clock::time_point& last) {
  const auto now = Clock::now();
  feed.advance(std::chrono::duration_cast<std::chrono::microseconds>(now - last));
  last = now;
  const Answer answer = draw_screen(feed.view(), state);
  for (const Request& request : answer.requests) feed.handle(request);
  if (answer.close) return Pace::close;
  const View view = feed.view();
  const bool busy = !view.transport.complete || (!view.search.typed.empty() && !view.search.finished) ||
                    (view.other && view.compared == nullptr);
  return moves(view.transport) || busy || !answer.requests.empty() ? Pace::animate : Pace::rest;
}

int take_picture(Feed& feed, ScreenState& state, const Options& options) {
  feed.advance({});
  feed.finish_background();
  // A simulation, too, is complete only now.
  if (options.at) feed.handle(SeekTo{moment_in(*options.at, feed.view().transport.begin)});
  const Size size = options.size.value_or(usual_size);
  const Scene scene{[&] { set_up_style(letters_for(size.height)); },
                    [&] {
                      draw_screen(feed.view(), state);
                      return Pace::rest;
                    }};
  const View view = feed.view();
  for (const std::string& notice : view.notices)
    std::fprintf(stderr, "switchyard-view: %s\n", notice.c_str());
  if (options.task && view.task == nullptr)
    return tell(usage, "there is no task " + std::to_string(*options.task) + " at that moment");
  const auto picture = draw_picture(scene, size);
  if (!picture) return tell(environment, picture.error());
  if (!write_png(options.screenshot, *picture))
    return tell(environment, options.screenshot + " cannot be written");
  return 0;
}

int show(Feed& feed, ScreenState& state, const Options& options) {
  const Size size = options.size.value_or(usual_size);
  auto last = Clock::now();
  const Scene scene{[&] { set_up_style(letters_for(size.height)); },
                    [&] { return frame(feed, state, last); }};
  const auto problem = show_window(scene, "Switchyard · " + feed.view().title, size);
  if (!problem) return 0;
  return tell(environment, "there is no display for a window: " + *problem +
                               "\n  hint: --screenshot FILE.png --at TIME makes a picture without a display");
}

bool would_overwrite_its_log(const Options& options) {
  namespace fs = std::filesystem;
  std::error_code none;
  return fs::equivalent(options.screenshot, options.what, none) ||
         fs::equivalent(options.screenshot, options.other, none) ||
         fs::equivalent(options.screenshot, fs::path(options.what) / "run.log", none);
}

}  // namespace

int run_viewer(const Options& options) {
  if (!options.screenshot.empty() && would_overwrite_its_log(options))
    return tell(usage, options.screenshot + ": is what is to be shown; name another file for the picture");
  auto feed = open(options);
  if (!feed) return tell(feed.error().code, feed.error().text);
  ScreenState state;
  if (!options.screenshot.empty()) {
    begin(*feed, state, options);
    return take_picture(*feed, state, options);
  }
  const std::string layout = layout_path();
  load_layout(layout, state);
  const std::string bookmarks = bookmarks_path();
  for (const Mark& mark : load_bookmarks(bookmarks, feed->view().recording))
    feed->handle(AddBookmark{mark.text, mark.time});
  begin(*feed, state, options);
  const int code = show(*feed, state, options);
  if (code != 0) return code;
  save_layout(layout, state);
  save_bookmarks(bookmarks, feed->view().recording, feed->view().history.marks());
  return code;
}

}  // namespace switchyard::viz
