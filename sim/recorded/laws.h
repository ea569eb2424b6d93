// What a whole day teaches of those of whom something was not seen.
#pragma once

#include <cstdint>
#include <map>
#include <utility>

#include "sim/recorded/day.h"

namespace switchyard::sim {

// One law for each group that was seen to end often enough, and one of all for the others.
class GroupedLaw {
 public:
  using Group = std::pair<std::uint32_t, std::uint32_t>;
  using Sightings = std::map<Group, std::vector<Seen>>;

  GroupedLaw() = default;
  explicit GroupedLaw(const Sightings& sightings);

  const Lifetimes& of(Group group) const;

 private:
  std::map<Group, Lifetimes> groups_;
  Lifetimes all_;
};

struct DayLaws {
  explicit DayLaws(const RecordedDay& day);

  GroupedLaw patience;  // by channel
  GroupedLaw talk;      // by channel and queue
  GroupedLaw wrap_up;   // by channel and queue
  GroupedLaw answer;    // by worker: from the offer to an answer of either kind
  Lifetimes absence;
  Lifetimes spoken, hung_up;  // at the voicemail
  Lifetimes reached, not_reached;
  Lifetimes forwarded, not_forwarded;
  // Shares; without any sighting 0 for the first, 1 for the others.
  double rejects = 0;
  double speaks = 1;
  double reaches = 1;
  double forwards = 1;
  // How most of those left who left; the task is not meant.
  Command leaves{CustomerLeaves{}};
};

}  // namespace switchyard::sim
