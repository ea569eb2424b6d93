// Which workspace, tenant and workflow a number or a source of leads belongs to, ready to be asked on any
// thread.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

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

// What customers may call or write to, and everything that settings name, as the workspaces have it now.
// Kept up to date on the host's thread; a question costs one look-up, whatever the number of workspaces.
class Directory {
 public:
  explicit Directory(std::string message_channel, std::string call_channel)
      : message_channel_(std::move(message_channel)), call_channel_(std::move(call_channel)) {}

  // The rules of a workspace are these from now on. O(its numbers and names + numbers of all).
  void put(std::string_view workspace, const Workspace& rules);
  void remove(std::string_view workspace);

  // Nothing when nobody has the number, or nobody's work comes in there. When several workspaces have it: the
  // first in the order of names.
  std::optional<Place> find_message_number(std::string_view number) const;
  std::optional<Place> find_call_number(std::string_view number) const;
  // Nothing when the workspace lacks one of the names.
  std::optional<Place> find(const PlaceNames& names) const;

 private:
  template <class IdType>
  using Names = std::map<std::string, IdType, std::less<>>;
  struct Numbered {
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
    std::map<std::string, Numbered, std::less<>> numbers;
  };

  Room read(std::string_view workspace, const Workspace& rules) const;
  std::shared_ptr<const Table> table() const;
  void publish(std::map<std::string, std::shared_ptr<const Room>, std::less<>> rooms);

  std::string message_channel_;
  std::string call_channel_;
  mutable std::mutex guard_;  // of the pointer alone: a table never changes
  std::shared_ptr<const Table> table_ = std::make_shared<const Table>();
};

}  // namespace switchyard::adapters::webhooks
