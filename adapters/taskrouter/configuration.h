// A workspace's document as the API shows and edits it: entries by id, SIDs, and what only TaskRouter keeps.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/taskrouter/reply.h"
#include "engine/base/sid.h"
#include "engine/workspace/workspace.h"

namespace switchyard::adapters::taskrouter {

// The keys of the document, such as "workers", for the kinds that it declares: activity, worker,
// task_channel, task_queue, workflow.
std::string_view document_key(SidKind kind);

// One version of the rules. Everything that the workspace has stands in the document with an entry of its own
// here: also the activities and channels that are there without being declared, and each of `count` workers.
// Removed things have no entry.
class Configuration {
 public:
  // `rules.source` was compiled before. O(document).
  explicit Configuration(const Workspace& rules);

  std::uint32_t version() const { return version_; }
  const Json& document() const { return document_; }
  const std::string& name() const { return name_; }

  // The document's section "taskrouter"; an empty object when there is none.
  const Json& section() const { return section_; }
  std::string account() const;  // empty: no account's
  std::string friendly_name() const;

  // The entry of a thing; null when the workspace has none of that id (any more).
  const Json* entry(SidKind kind, std::uint32_t id) const;
  // What the section keeps of a thing, such as its dates; an empty object when that is nothing.
  const Json& facts(SidKind kind, std::uint32_t id) const;
  // The ids of what has an entry, ascending.
  const std::vector<std::uint32_t>& ids(SidKind kind) const;

  // The SID by which the API calls a thing: the entry's own `sid`, or the one that the engine makes. Of
  // tasks, reservations, worker channels and events: `serial` as make_sid() has it.
  std::string sid(SidKind kind, std::uint32_t id) const;
  std::string serial_sid(SidKind kind, std::uint64_t serial) const;
  std::string workspace_sid() const { return serial_sid(SidKind::workspace, 1); }

  // The id behind the SID of such a thing, if it has an entry.
  std::optional<std::uint32_t> find(SidKind kind, std::string_view sid) const;
  std::optional<std::uint64_t> find_serial(SidKind kind, std::string_view sid) const;

 private:
  struct Kind {
    std::vector<const Json*> entries;  // by id
    std::vector<const Json*> facts;    // by id
    std::vector<std::uint32_t> ids;
  };
  template <class Thing>
  void index(SidKind kind, const std::vector<Thing>& things);
  const Kind& kind(SidKind kind) const { return kinds_[static_cast<std::size_t>(kind)]; }

  std::uint32_t version_;
  std::string name_;
  SidKey key_;
  Json document_;
  Json section_;
  std::array<Kind, 10> kinds_;
  std::map<std::string, Sid, std::less<>> foreign_;
};

// The SID of a worker's channel is made of both.
std::uint64_t worker_channel_serial(WorkerId worker, TaskChannelId channel);
struct WorkerChannelPlace {
  WorkerId worker;
  TaskChannelId channel;
};
WorkerChannelPlace worker_channel_place(std::uint64_t serial);

// Null, or the member as it is; for answers, where what is not known is null.
Json member_or_null(const Json& object, std::string_view key);
// The text under the key; empty when there is none.
std::string text_of(const Json& object, std::string_view key);

}  // namespace switchyard::adapters::taskrouter
