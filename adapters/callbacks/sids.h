// How the things of a workspace are called outside, for whoever has no table of SIDs at hand.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/id.h"
#include "engine/base/sid.h"

namespace switchyard::adapters::callbacks {

struct Sids {
  // Of what is declared the serial is its id + 1; of the workspace it is 1.
  std::function<std::string(std::string_view workspace, SidKind, std::uint64_t serial)> write;
  // Nothing when there is no such activity.
  std::function<std::optional<ActivityId>(std::string_view workspace, std::string_view sid)> read_activity;
};

// The SIDs that the engine makes.
inline Sids engine_sids() {
  return {[](std::string_view workspace, SidKind kind, std::uint64_t serial) {
            return make_sid(sid_key(workspace), kind, serial);
          },
          [](std::string_view workspace, std::string_view text) -> std::optional<ActivityId> {
            const auto sid = read_sid(sid_key(workspace), text);
            if (!sid || sid->kind != SidKind::activity) return std::nullopt;
            return ActivityId{static_cast<std::uint32_t>(sid->serial - 1)};
          }};
}

}  // namespace switchyard::adapters::callbacks
