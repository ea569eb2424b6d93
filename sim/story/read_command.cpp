// Every command is read through its shape, so that a field that is added to one can be told in stories at
// once.
#include "sim/story/read_command.h"

#include <type_traits>
#include <utility>

#include "engine/codec/shape/commands.h"

namespace switchyard::sim::story {

namespace {

template <class T>
inline constexpr bool names_something = false;
template <class Kind>
inline constexpr bool names_something<Id<Kind>> = true;
template <class Kind>
inline constexpr bool names_something<Serial<Kind>> = true;
template <>
inline constexpr bool names_something<EffectId> = true;

// Where the work of a task without a word about its tenant belongs.
std::optional<TenantId> only_tenant(const Workspace& workspace) {
  return workspace.tenants.size() == 1 ? std::optional(TenantId{0}) : std::nullopt;
}

class CommandReader {
 public:
  explicit CommandReader(Fields& fields) : fields_(fields) {}

  template <class Message>
  Message read() {
    Message message{};
    codec::for_each_field(message, [this](std::string_view name, auto& field) { this->field(name, field); });
    return message;
  }

 private:
  template <class T>
  void field(std::string_view name, T& content) {
    if (names_something<T> && !may_be_absent(name)) fields_.require(name);
    fields_.read(name, content);
  }
  void field(std::string_view, std::vector<Workspace>&) {}
  void field(std::string_view, Route& route) {
    if (fields_.has("worker")) {
      route = read<ToWorker>();
    } else if (fields_.has("queue")) {
      route = read<ToTaskQueue>();
    } else {
      route = read<ThroughWorkflow>();
    }
  }

  // A rejecting worker may stay in their activity; the tenant is clear when there is one; a transfer goes to
  // a worker or to a queue; new rules may concern all workflows.
  bool may_be_absent(std::string_view name) const {
    if (name == "tenant") return only_tenant(fields_.setting().workspace).has_value();
    const bool passes_on = fields_.has("reservation") && (name == "worker" || name == "queue");
    if (name == "workflow") return fields_.command() == codec::shape<WorkspaceChanges>.name;
    return passes_on || (name == "activity" && fields_.has("reservation"));
  }

  Fields& fields_;
};

template <class... Messages>
std::vector<std::string> names_in(const std::variant<Messages...>*) {
  return {std::string(codec::shape<Messages>.name)...};
}

template <class... Messages>
std::optional<Command> read_one_of(const std::variant<Messages...>*, std::string_view name, Fields& fields) {
  std::optional<Command> command;
  const auto try_one = [&](auto empty) {
    using Message = decltype(empty);
    if (codec::shape<Message>.name == name) command = CommandReader(fields).read<Message>();
  };
  (try_one(Messages{}), ...);
  return command;
}

}  // namespace

std::vector<std::string> command_names() {
  return names_in(static_cast<const Command*>(nullptr));
}

std::optional<Command> read_command(std::string_view name, Fields& fields) {
  return read_one_of(static_cast<const Command*>(nullptr), name, fields);
}

}  // namespace switchyard::sim::story
