// SIDs in TaskRouter's form without a table: a keyed permutation of (kind, serial), so that they can be read
// back.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace switchyard {

enum class SidKind : std::uint8_t {
  workspace,       // WS
  activity,        // WA
  worker,          // WK
  task_channel,    // TC
  worker_channel,  // WC
  task_queue,      // WQ
  workflow,        // WW
  task,            // WT
  reservation,     // WR
  event,           // EV
};

// One a workspace. It makes SIDs of different workspaces differ; it is no secret and hides nothing.
struct SidKey {
  std::uint64_t value = 0;
  friend bool operator==(const SidKey&, const SidKey&) = default;
};

// The key that belongs to a workspace's name.
SidKey sid_key(std::string_view workspace_name);

struct Sid {
  SidKind kind = SidKind::workspace;
  std::uint64_t serial = 0;  // from 1; of what the workspace declares: its id + 1
  friend bool operator==(const Sid&, const Sid&) = default;
};

// The two letters of a kind, such as "WK".
std::string_view sid_letters(SidKind kind);

// Two letters and 32 hexadecimal digits. Different (kind, serial) of one key never give the same text.
std::string make_sid(SidKey key, SidKind kind, std::uint64_t serial);

// What make_sid() made with this key; nothing for any other text.
std::optional<Sid> read_sid(SidKey key, std::string_view text);

}  // namespace switchyard
