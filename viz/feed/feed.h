// The one door to where moments come from: a log, a simulation that runs ahead, or a live host.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "viz/view/request.h"
#include "viz/view/view.h"

namespace switchyard::viz {

// Why there is nothing to show. `code` is the exit code of spec/cli.md: 3 for a log or scenario that is none,
// 4 for the world (a file that cannot be read, a host that does not answer), 5 where this engine answers
// otherwise.
struct FeedProblem {
  int code = 3;
  std::string text;  // sentences, the place first
};

struct FeedOptions {
  std::size_t checkpoints = 40;  // at least so many of a long recording, at most twice as many
  std::size_t rows = 200;        // of events on either side of now
  std::string account;           // user of basic authentication of a live host; empty: a bearer token only
  std::string token;             // of a live host's API
  std::string operator_token;    // of its event stream; empty: the same
  std::string workspace;         // of a live host that has several
};

class Feed {
 public:
  // A run.log or the folder of a run; a scenario's .json or its folder; or http://, https://. A log is read
  // through once before this returns.
  static tl::expected<Feed, FeedProblem> open(const std::string& what, const FeedOptions& options = {});
  // The same with a second log to compare with.
  static tl::expected<Feed, FeedProblem> open_pair(const std::string& what, const std::string& other,
                                                   const FeedOptions& options = {});
  ~Feed();
  Feed(Feed&&) noexcept;
  Feed& operator=(Feed&&) noexcept;

  // So much time has gone by for who looks: plays on at the speed that is set, takes what a live host has
  // sent, lets a simulation run ahead and a search go on, each for a few milliseconds at most.
  void advance(std::chrono::microseconds elapsed);

  // Does it at once, or says in View::notices why not. A seek costs at most about 1/40 of opening.
  void handle(const Request& request);

  // Good until the next advance() or handle().
  View view() const;

  // Works off what goes on in the background (search, task comparison, a simulation's run): for pictures and
  // tests.
  void finish_background();

 private:
  class Parts;
  explicit Feed(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace switchyard::viz
