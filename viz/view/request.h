// What somebody who looks has asked for: to be handed from panels to the feed, and through it to the live
// host.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "engine/base/id.h"
#include "engine/base/time.h"

namespace switchyard::viz {

struct Play {};
struct Pause {};
struct SetSpeed {
  double factor = 1;  // seconds of the recording a second; cut to slowest … fastest
};
inline constexpr double slowest = 0.1;
inline constexpr double fastest = 10'000;
struct SeekTo {
  Time time;  // cut to what there is
};
struct StepToNextEvent {};
struct StepToPreviousEvent {};
struct AddBookmark {
  std::string text;
  std::optional<Time> at{};  // nothing: where the view is
};
struct SelectTask {
  TaskId task;  // none: nobody
};
struct SelectWorker {
  WorkerId worker;
};
struct SelectQueue {
  TaskQueueId queue;
};
struct Search {
  std::string text;  // empty: ends the search
};

// A supervisor's commands; refused where View::can_command is false.
struct SetActivity {
  WorkerId worker;
  ActivityId activity;
};
struct SetCapacity {
  WorkerId worker;
  TaskChannelId channel;
  std::uint32_t capacity = 1;
  bool available = true;
};
struct Requeue {  // work in hand goes to a queue
  TaskId task;
  TaskQueueId queue;
};
struct Override {  // a waiting task goes before others
  TaskId task;
  std::int32_t priority = 0;
};

using Request =
    std::variant<Play, Pause, SetSpeed, SeekTo, StepToNextEvent, StepToPreviousEvent, AddBookmark, SelectTask,
                 SelectWorker, SelectQueue, Search, SetActivity, SetCapacity, Requeue, Override>;

constexpr bool is_command(const Request& request) {
  return request.index() >= std::variant_size_v<Request> - 4;
}

}  // namespace switchyard::viz
