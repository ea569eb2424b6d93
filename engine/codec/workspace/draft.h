// A workspace while it is compiled: what is declared so far, and what is wrong.
#pragma once

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/sid.h"
#include "engine/codec/document/document.h"
#include "engine/codec/document/reader.h"
#include "engine/codec/workspace/compile.h"
#include "engine/codec/workspace/name_table.h"
#include "engine/workspace/workspace.h"

namespace switchyard::codec {

// A piece of the document that is replaced in Workspace::source.
struct Splice {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string text;
};

struct Draft {
  Draft(const Document& text, const FileReader& files_reader, const Workspace* earlier)
      : document(text), read_file(files_reader), previous(earlier) {}

  const Document& document;
  const FileReader& read_file;
  const Workspace* previous;
  bool is_bare = false;  // a TaskRouter workflow alone: no names to look up, none of our own keys

  Problems problems;
  Workspace workspace;
  SidKey sid_key{};
  NameTable tenants, activities, channels, groups, calendars, queues, workflows, numbers;
  NameTable workers{Case::is_ignored};
  std::map<std::string, Sid, std::less<>> foreign_sids;  // the sid properties
  std::vector<const Node*> worker_nodes;  // by WorkerId: the entry that made it; null when removed
  std::vector<const Node*> queue_nodes;   // by TaskQueueId, likewise
  std::map<std::string, bool, std::less<>>
      worker_attributes;         // names that workers have; true: one has an array there
  std::deque<Document> files;    // workflows that stand in files
  std::size_t file_bytes = 0;    // of all of them
  std::size_t worker_bytes = 0;  // what the workers' names, attributes and channels take
  std::vector<Splice> splices;
};

// So many faults that nobody is told of the rest: the lists need not be read to their ends.
bool is_hopeless(const Draft& draft);

// Each reads one part of the document into the draft. In this order.
void read_settings(Draft& draft, Reader& root);
void read_tenants(Draft& draft, Reader& root);
void read_activities(Draft& draft, Reader& root);
void read_calendars(Draft& draft, Reader& root);
void read_channels(Draft& draft, Reader& root);
void read_channel_groups(Draft& draft, Reader& root);
void read_workers(Draft& draft, Reader& root);
void read_queues(Draft& draft, Reader& root);
void read_workflows(Draft& draft, Reader& root);
void read_numbers(Draft& draft, Reader& root);
// What is allowed and surely not meant; the draft is complete and has no errors.
void add_warnings(Draft& draft);

// Puts a thing where its id says, which is at the end or in the place of an earlier version.
template <class Thing>
void put(std::vector<Thing>& table, std::uint32_t id, Thing thing) {
  if (table.size() <= id) table.resize(id + 1);
  table[id] = std::move(thing);
}

// A name that something is given: not taken yet. `what` is "worker", "task queue" …
std::optional<std::uint32_t> declare(Draft& draft, NameTable& table, const Node& name, std::string_view what,
                                     const std::string& text);
// The member `name` of an entry, declared.
std::optional<std::uint32_t> declare_name(Draft& draft, NameTable& table, Reader& entry,
                                          std::string_view what);
// The `formerly` of an entry: what the version before calls so goes on as this. To be read before the name is
// declared.
void read_formerly(NameTable& table, Reader& entry);
// What each thing was called in the version before, where that was something else.
template <class Thing>
void set_former_names(const std::vector<Thing>& previous, std::vector<Thing>& things) {
  for (Thing& thing : things) thing.formerly.clear();
  for (std::size_t id = 0; id < previous.size(); ++id) {
    if (previous[id].name != things[id].name) things[id].formerly = previous[id].name;
  }
}

// A name that something refers to. Silent when a declaration could not be read, which then is the cause.
std::optional<std::uint32_t> look_up(Draft& draft, const NameTable& table, const Document& document,
                                     const Node& name, std::string_view what);

// The array under `key`, whose entries declare names of `table`.
const Node* list_of(Reader& root, std::string_view key, NameTable& table);

// The calendar that `key` names; none without the key.
CalendarId read_calendar(Draft& draft, Reader& reader, std::string_view key);
// The same for names that stand where keys do, with the problem at the key.
std::optional<std::uint32_t> look_up_key(Draft& draft, const NameTable& table, const Node& member,
                                         std::string_view what);

// The tenant of an entry: `tenant`, or the only one there is.
TenantId read_tenant(Draft& draft, Reader& entry);
// The `sid` of an entry, which TaskRouter gave it.
void read_foreign_sid(Draft& draft, Reader& entry, SidKind kind, std::uint32_t id);
// The thing that a SID stands for: a `sid` property of the document, or one that the engine makes.
std::optional<Sid> find_sid(const Draft& draft, std::string_view text);
bool looks_like_sid(std::string_view text);

std::optional<WorkerOrder> read_worker_order(Reader& reader);

std::optional<ActivityId> look_up_activity(Draft& draft, const Document& document, const Node& name);

}  // namespace switchyard::codec
