// Which workspace, tenant and workflow a number or a source of leads belongs to, ready to be asked on any
// thread.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "adapters/port.h"
#include "engine/base/id.h"
#include "engine/base/sid.h"
#include "engine/workspace/workspace.h"

namespace switchyard::adapters::webhooks {

// Where work that comes in belongs.
struct Place {
  std::string workspace;
  SidKey sids;
  TenantId tenant;
  std::string tenant_name;
  WorkflowId workflow;
  TaskChannelId channel;  // none: the workspace has no channel of that name
};

// The names of a source of leads.
struct PlaceNames {
  std::string_view workspace;
  std::string_view tenant;
  std::string_view workflow;
  std::string_view channel;
};

// Whose numbers somebody may address. Another's are to them as if nobody had them.
struct Reach {
  std::optional<std::string> account;  // numbers of its workspaces; none: of every workspace
  std::vector<std::string> tenants;    // and there of these; empty: of every tenant
};

// The account whose a workspace is; empty: no account's.
using OwnerOf = std::function<std::string(const Workspace&)>;

// What customers may call or write to, and everything that settings name, as the workspaces have it now.
// Kept up to date on the host's thread; a question costs one look-up, whatever the number of workspaces.
class Directory {
 public:
  Directory(std::string message_channel, std::string call_channel, OwnerOf owner_of)
      : message_channel_(std::move(message_channel)),
        call_channel_(std::move(call_channel)),
        owner_of_(std::move(owner_of)) {}

  // The rules of a workspace are these from now on. O(its document + numbers of all).
  void put(std::string_view workspace, const Workspace& rules);
  void remove(std::string_view workspace);

  // Nothing when nobody within reach has the number, or nobody's work comes in there. When several workspaces
  // have it: the first in the order of names.
  std::optional<Place> find_message_number(std::string_view number, const Reach& reach) const;
  std::optional<Place> find_call_number(std::string_view number, const Reach& reach) const;
  // Nothing when the workspace lacks one of the names.
  std::optional<Place> find(const PlaceNames& names) const;

 private:
  template <class IdType>
  using Names = std::map<std::string, IdType, std::less<>>;
  struct Numbered {
    std::string owner;
    Place place;  // its channel is that of messages
    TaskChannelId call_channel;
  };
  struct Room {
    SidKey sids;
    Names<TenantId> tenants;
    Names<WorkflowId> workflows;
    Names<TaskChannelId> channels;
    Names<Numbered> numbers;
  };
  struct Table {
    std::map<std::string, std::shared_ptr<const Room>, std::less<>> rooms;
    std::multimap<std::string, Numbered, std::less<>> numbers;  // those of one text by workspace
  };

  static bool is_within(const Reach& reach, const Numbered& number);
  static const Numbered* find_number(const Table& table, std::string_view number, const Reach& reach);
  Room read(std::string_view workspace, const Workspace& rules) const;
  std::shared_ptr<const Table> table() const;
  void publish(std::map<std::string, std::shared_ptr<const Room>, std::less<>> rooms);

  std::string message_channel_;
  std::string call_channel_;
  OwnerOf owner_of_;
  mutable std::mutex guard_;  // of the pointer alone: a table never changes
  std::shared_ptr<const Table> table_ = std::make_shared<const Table>();
};

}  // namespace switchyard::adapters::webhooks
