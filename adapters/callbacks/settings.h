// Where a workspace wants to be told of its events and asked about its offers.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/workspace/workspace.h"

namespace switchyard::adapters::callbacks {

// Of one workflow. Empty: not wanted.
struct AssignmentUrls {
  std::string url;
  std::string fallback;
};

struct CallbackSettings {
  std::string account_sid;
  std::string auth_token;                                          // what we sign with
  std::string event_url;                                           // empty: nobody wants events
  std::vector<std::string> events;                                 // types, such as task.created; empty: all
  std::map<std::string, AssignmentUrls, std::less<>> assignments;  // by the workflow's name
};

// Asked when a workspace opens and when its rules change.
using ReadSettings = std::function<CallbackSettings(const Workspace& rules)>;

}  // namespace switchyard::adapters::callbacks
