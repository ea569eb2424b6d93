// One small workspace and the shortest ways to ask its host something.
#include "tests/host/world.h"

#include <filesystem>
#include <fstream>

#include "adapters/journal/sqlite_journal.h"
#include "adapters/journal/sqlite_store.h"
#include "engine/codec/replay/compile_source.h"
#include "engine/state/state.h"

namespace switchyard::host_tests {
namespace {

constexpr std::int64_t monday = 1'791'190'800'000'000;

std::string journal_in(const std::string& folder) {
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".journal") return entry.path().string();
  }
  return {};
}

tl::expected<host::Recovered, host::RecoveryProblem> recover_from(const std::string& folder,
                                                                  bool use_snapshots) {
  auto journal = journal::SqliteJournal::open(journal_in(folder), journal::Access::read);
  if (!journal) {
    return tl::unexpected(
        host::RecoveryProblem{host::RecoveryProblem::Kind::journal, journal.error().text, journal.error()});
  }
  return host::recover(**journal, codec::compile_source, {use_snapshots, {}, {}, {}});
}

}  // namespace

World::World(std::string parts) : clock(monday), parts_(std::move(parts)) {
  options.engine_version = "test";
  options.clock = [this] { return Time{clock += 1'000}; };
}

std::string World::document(const std::string& parts) const {
  return R"({"version": 1, "name": "centre", "default_activity": "Available",
    "activities": [{"name": "Available", "available": true}, {"name": "Offline", "available": false}],
    "timeout_activity": "Offline", )" +
         parts + R"("task_channels": [{"name": "sms", "kind": "messages"}],
    "task_queues": [{"name": "line"}],
    "workflows": [{"name": "all", "task_routing": {"filters": [], "default_filter": {"queue": "line"}}}]})";
}

std::unique_ptr<host::Host> World::start() {
  auto store = journal::open_sqlite_store(folder / "journals", disk.name());
  if (!store) throw std::runtime_error(store.error().text);
  auto host = std::make_unique<host::Host>(*std::move(store), options);
  if (const auto started = host->start(); !started) throw std::runtime_error(started.error());
  if (host->health().workspaces.empty() && open(*host, document(parts_)) != "centre")
    throw std::runtime_error("the workspace could not be made");
  return host;
}

tl::expected<host::Recovered, host::RecoveryProblem> World::recover(bool use_snapshots) const {
  return recover_from(folder / "journals", use_snapshots);
}

tl::expected<host::Recovered, host::RecoveryProblem> World::recover_after_power_cut(bool torn) {
  const std::string copy = folder / ("cut" + std::to_string(++cuts_));
  disk.copy_after_power_cut(folder / "journals", copy, torn);
  return recover_from(copy, true);
}

void World::damage_newest_snapshot() const {
  auto journal = journal::SqliteJournal::open(journal_in(folder / "journals"), journal::Access::read);
  const std::string path =
      (*journal)->path() + "." + std::to_string((*journal)->snapshots().at(0).sequence) + ".snapshot";
  std::filesystem::resize_file(path, std::filesystem::file_size(path) / 2);
}

Outcome answer_of(host::Host& host, Work work) {
  std::promise<Outcome> promise;
  work.finish = [&](const WorkspaceView*, const Outcome& outcome) { promise.set_value(outcome); };
  if (!host.submit(std::move(work))) throw std::runtime_error("the host takes no work");
  return promise.get_future().get();
}

Work question() {
  Work work;
  work.workspace = "centre";
  work.finish = [](const WorkspaceView*, const Outcome&) {};
  return work;
}

Work command(Command command) {
  Work work = question();
  work.looks_at_state = false;
  work.decide = [command = std::move(command)](const WorkspaceView&) {
    return std::vector<Command>{command};
  };
  return work;
}

Work arrival(const std::string& key, std::size_t attribute_bytes) {
  TaskArrives arrives;
  arrives.key = key;
  arrives.channel = TaskChannelId{0};
  arrives.route = ThroughWorkflow{WorkflowId{0}};
  if (attribute_bytes > 0) {
    Value::Object object{{"text", Value{Value::Data(std::string(attribute_bytes, 'x'))}}};
    arrives.attributes = Attributes(Value{Value::Data(std::move(object))});
  }
  return command(std::move(arrives));
}

void hold(host::Host& host, const std::function<void()>& meanwhile) {
  std::promise<void> held, go_on;
  std::shared_future<void> may_go_on = go_on.get_future().share();
  const bool taken = host.look_at_all([&held, may_go_on](const std::vector<WorkspaceView>&) {
    held.set_value();
    may_go_on.wait();
  });
  if (!taken) throw std::runtime_error("the host takes no work");
  held.get_future().wait();
  meanwhile();
  go_on.set_value();
}

host::Health health_after_all(host::Host& host) {
  host::Health health;
  hold(host, [&] { health = host.health(); });
  return health;
}

std::string open(host::Host& host, const std::string& document) {
  std::promise<std::string> name;
  const bool taken = host.open_workspace(document, [&](const tl::expected<std::string, std::string>& opened) {
    name.set_value(opened ? *opened : opened.error());
  });
  return taken ? name.get_future().get() : "the host takes no work";
}

Command change_of_rules(const WorkspaceView& view, const std::string& document) {
  auto compiled = codec::compile_source(document, &view.engine.state().workspace());
  if (!compiled) throw std::runtime_error(compiled.error());
  WorkspaceChanges change;
  change.workspace.push_back(*std::move(compiled));
  return change;
}

void Effects::effect_ordered(const WorkspaceView&, const OrderedEffect& effect) {
  if (!std::holds_alternative<OfferReservation>(effect.effect)) return;
  ++offers_;
  ids_.insert(effect.id);
}

}  // namespace switchyard::host_tests
