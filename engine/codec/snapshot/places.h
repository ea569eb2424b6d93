// Remembers where each thing of a snapshot began, and the first one that was wrong.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/codec/bytes/get.h"

namespace switchyard::codec {

// The offset of each element, by its index.
struct SnapshotPlaces {
  std::size_t head = 0;
  std::size_t channel_used = 0;
  std::vector<std::size_t> workspaces, tasks, reservations, workers, timers, dedup, open_effects;
  std::vector<std::size_t> calendars, diverts, threads;
};

class Findings {
 public:
  // What the next expectations are about, such as "task 12", which begins at `at`.
  void about(std::string_view thing, std::uint64_t number, std::size_t at) {
    thing_ = thing, number_ = number, at_ = at;
  }

  // Returns `holds`; the first time that it does not is remembered: "task 12 " and what.
  bool expect(bool holds, std::string_view what) {
    if (!holds && good()) {
      problem_ =
          BytesProblem{at_, std::string(thing_) + " " + std::to_string(number_) + " " + std::string(what)};
    }
    return holds;
  }

  bool good() const { return !problem_; }
  const std::optional<BytesProblem>& problem() const { return problem_; }

 private:
  std::string_view thing_;
  std::uint64_t number_ = 0;
  std::size_t at_ = 0;
  std::optional<BytesProblem> problem_;
};

}  // namespace switchyard::codec
