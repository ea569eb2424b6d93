// Reads the lines of events.jsonl, and of a live host's event stream, back to events.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "engine/event.h"
#include "engine/workspace/workspace.h"

namespace switchyard::codec {

struct EventLine {
  std::optional<std::uint64_t> sequence;  // a stream's lines have it
  Time time;
  Event event;
};

// Knows ids by their names. A name that the workspace does not have yet is given the next id there: who reads
// a stream may hear of a worker before they have asked who there is.
class EventReader {
 public:
  // `workspace` outlives the reader. Only names are read from it and added to it.
  explicit EventReader(Workspace& workspace);

  // What append_json_line() wrote of an event, with a sequence or without. The error is a sentence. O(size).
  tl::expected<EventLine, std::string> read(std::string_view line);

  // How many names it has added.
  std::uint64_t added() const { return added_; }

  // The id of a name, a new one where there is none yet. Which table is meant, the first argument says.
  template <class Kind>
  Id<Kind> id_of(Id<Kind> kind, const std::string& name);

 private:
  using Index = std::map<std::string, std::uint32_t, std::less<>>;

  Workspace* workspace_;
  std::array<Index, 8>
      by_name_;  // tenants, activities, channels, workers, queues, workflows, calendars, numbers
  std::uint64_t added_ = 0;
};

}  // namespace switchyard::codec
