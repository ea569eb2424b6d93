// What a live host says of who there is and what is open now, and what of it was so when its oldest event
// happened.
#pragma once

#include <cstdint>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "engine/codec/json/read_event.h"
#include "viz/feed/live_host.h"
#include "viz/feed/turns.h"
#include "viz/view/known_work.h"

namespace switchyard::viz {

struct LiveBoard {
  struct Presence {
    ActivityId activity;
    Time since;
  };
  // Tasks and their offers, as they stood after that turn.
  struct Page {
    std::uint64_t sequence = 0;
    Time time;
    std::vector<KnownWork> work;
  };
  std::string workspace;
  std::vector<Presence> presences;  // by WorkerId; may be shorter
  std::vector<KnownCooldown> cooldowns;
  std::vector<std::string> attributes;  // by WorkerId, as JSON; may be shorter
  std::vector<Page> pages;              // by sequence, at least one
};

// Adds a page to the board: what the host answers to GET /v1/board (adapters/operations/board.h). Names,
// tenants and channels go into the tables behind `reader`.
void add_page(LiveBoard& board, const Json& body, codec::EventReader& reader, Workspace& tables);

// Asks the host for all pages. `name` may be empty where the host has one workspace only.
tl::expected<LiveBoard, FeedProblem> ask_board(LiveHost& host, const std::string& name,
                                               codec::EventReader& reader, Workspace& tables);

// From what is so now, and from all that has happened since: how it was before the first of `turns`.
// Activities that have changed since are what they were changed from; a cooldown was under way if it has
// ended since, and not if it has started since: it may have started again. Tasks of which nothing was told
// since are there already, those that were offered first of all wait there; the others are left to their
// page. O(events).
struct LiveBegin {
  std::vector<ActivityId> activities;  // by WorkerId; none: nobody knows
  std::vector<KnownCooldown> cooldowns;
  std::vector<KnownWork> work;
};
LiveBegin begin_of(const LiveBoard& board, const std::vector<EventTurn>& turns);

}  // namespace switchyard::viz
