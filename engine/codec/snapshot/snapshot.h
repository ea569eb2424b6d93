// The door of this folder: a snapshot as bytes that can be kept, sent and trusted after a damage.
#pragma once

#include <cstdint>
#include <string_view>
#include <tl/expected.hpp>

#include "engine/codec/bytes/buffer.h"
#include "engine/codec/bytes/get.h"
#include "engine/state/snapshot.h"

namespace switchyard::codec {

inline constexpr std::string_view snapshot_magic = "SWYRDSNP";
inline constexpr std::uint32_t snapshot_format_version = 1;

// Serials of tasks that are kept lie this near to each other, those of reservations too: the engine's memory
// for finding them grows with their distance.
inline constexpr std::uint64_t most_serial_distance = std::uint64_t{1} << 34;

// Appends the canonical bytes (docs/formats.md, "Snapshot"): equal snapshots give equal bytes.
// `engine_version` is told to whoever cannot read the format; nothing depends on it. O(size).
void append_snapshot(ByteBuffer& out, const Snapshot& snapshot, std::string_view engine_version = {});

// The snapshot that `bytes` are, all of them. Anything that is damaged, or that restore_state() or a later
// turn could not live with, is a problem with the place where the thing begins. O(size × log size).
tl::expected<Snapshot, BytesProblem> read_snapshot(std::string_view bytes);

}  // namespace switchyard::codec
