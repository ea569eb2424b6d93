// What customers wrote to tasks that are open already: the state has only what a task came with.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "adapters/port.h"
#include "engine/base/attributes.h"

namespace switchyard::adapters::agents {

// A message that joined an open task.
struct Said {
  std::uint64_t sequence = 0;  // of its turn; names it within the workspace, also after a restart
  Time at;
  Attributes attributes;
};

// Only on the host's thread. The newest messages of each open task, until it ends; after a start those in the
// turns that the host shows again.
class Conversations {
 public:
  explicit Conversations(std::size_t most = 200, std::size_t most_bytes = std::size_t{64} << 10)
      : most_(most), most_bytes_(most_bytes) {}

  // Remembers the message that the turn brought. Gives its task; none: the turn brought none.
  TaskId note(const WorkspaceView& view, const TurnSeen& turn);
  // Oldest first. O(log open tasks with messages).
  const std::deque<Said>& of(std::string_view workspace, TaskId task) const;
  void forget(std::string_view workspace);

 private:
  struct Kept {
    std::deque<Said> said;
    std::size_t bytes = 0;
  };
  using Tasks = std::map<TaskId, Kept>;
  const std::size_t most_;        // of a task
  const std::size_t most_bytes_;  // likewise; the newest message stays, whatever it has
  std::map<std::string, Tasks, std::less<>> workspaces_;
};

}  // namespace switchyard::adapters::agents
