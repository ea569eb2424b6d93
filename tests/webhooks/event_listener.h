// Somebody who wants to hear of events, and what of it outlives the process.
#pragma once

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "adapters/callbacks/counted_send.h"
#include "adapters/callbacks/event_callbacks.h"
#include "engine/base/match.h"
#include "tests/webhooks/world.h"

namespace switchyard::adapters::callbacks {

inline CallbackSettings event_settings() {
  CallbackSettings settings;
  settings.account_sid = "AC1";
  settings.auth_token = "12345";
  settings.event_url = "https://crm.example.com/events";
  settings.events = {"task.created"};
  return settings;
}

// A few events are enough to see the line.
inline std::vector<http::Fields> forms_of(const WorkspaceView&, const TurnSeen& turn) {
  std::vector<http::Fields> forms;
  if (turn.sequence == 0) forms = {{{"EventType", "workspace.created"}, {"Number", "0"}}};
  for (const Event& event : turn.output.events) {
    const std::string type = match(
        event, [](const TaskCreated&) { return "task.created"; },
        [](const TaskCanceled&) { return "task.canceled"; },
        [](const WorkflowEntered&) { return "workflow.entered"; }, [](const auto&) { return ""; });
    if (!type.empty()) forms.push_back({{"EventType", type}, {"Number", std::to_string(turn.sequence)}});
  }
  return forms;
}

struct Listener : World {
  explicit Listener(Memory memory = {}, OutboxLimits limits = {}, CallbackSettings first = event_settings())
      : settings(std::move(first)),
        callbacks(
            count_attempts(send(), [this](std::string_view result) { counted.emplace_back(result); }),
            after(), now(), [this](const Workspace&) { return settings; }, forms_of, std::move(memory),
            limits) {
    port.observe(callbacks);
    open();
  }

  void arrive() {
    TaskArrives arrives;
    arrives.channel = TaskChannelId{0};
    arrives.route = ThroughWorkflow{WorkflowId{0}};
    give(arrives);
  }
  std::vector<std::string> take_all(unsigned status = 204) {
    std::vector<std::string> numbers;
    while (!sent.empty()) {
      numbers.push_back(sent.front().field("Number"));
      answer(status);
    }
    return numbers;
  }

  CallbackSettings settings;
  std::vector<std::string> counted;
  EventCallbacks callbacks;
};

// What outlives the listener: a bookmark, and dead letters as texts.
struct Shelf {
  Memory memory() { return {bookmark(), dead_letters()}; }

  Bookmark bookmark() {
    return {[this](std::string_view) { return kept; },
            [this](std::string_view workspace, EventPosition position) {
              EXPECT_EQ(workspace, "shop");
              kept = position;
            },
            [this](std::string_view) { kept.reset(); }};
  }
  DeadLetterShelf dead_letters() {
    return {[this](std::string_view) {
              std::vector<DeadLetter> all;
              for (const auto& [id, text] : letters) all.push_back(read_dead_letter(text).value());
              return all;
            },
            [this](std::string_view, const std::vector<DeadLetterChange>& changes) {
              for (const DeadLetterChange& change : changes) {
                std::erase_if(letters, [&](const auto& letter) { return letter.first == change.id; });
                if (change.letter) letters.emplace_back(change.id, to_text(*change.letter));
              }
            },
            [this](std::string_view) { letters.clear(); }};
  }
  std::optional<EventPosition> kept;
  std::vector<std::pair<std::string, std::string>> letters;
};

// Turns with two events each, as a start replays them.
inline void replay(Listener& listener, std::uint64_t first, std::uint64_t last) {
  const TaskArrives arrives;
  Output output;
  output.events.push_back(TaskCreated{});
  output.events.push_back(TaskCreated{});
  const WorkspaceView view{"shop", *listener.port.engine("shop"), listener.port.now()};
  for (std::uint64_t sequence = first; sequence <= last; ++sequence)
    listener.callbacks.turn_applied(view, {sequence, world_start, Command(arrives), output}, true);
}

}  // namespace switchyard::adapters::callbacks
