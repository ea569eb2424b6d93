// Nobody waits for these on a line, so patience costs nothing but a timer.
#include "adapters/results/persist.h"

#include <memory>
#include <utility>

namespace switchyard::adapters::results {
namespace {

struct Errand {
  Port& port;
  http::After after;
  Work work;  // what is asked for, with what is told at the end
};

void run(const std::shared_ptr<Errand>& errand) {
  const auto again = [errand] { errand->after(pause, [errand] { run(errand); }); };
  Work work = errand->work;
  work.finish = [errand, again](const WorkspaceView* view, const Outcome& outcome) {
    if (outcome.kind == Outcome::Kind::journal_failed) return again();
    if (errand->work.finish) errand->work.finish(view, outcome);
  };
  if (!errand->port.submit(std::move(work))) again();
}

}  // namespace

void persist(Port& port, http::After after, std::string workspace,
             std::function<std::vector<Command>(const WorkspaceView&)> decide,
             std::function<void(const WorkspaceView*, const Outcome&)> done) {
  Work work;
  work.workspace = std::move(workspace);
  work.decide = std::move(decide);
  work.finish = std::move(done);
  run(std::make_shared<Errand>(Errand{port, std::move(after), std::move(work)}));
}

void persist(Port& port, http::After after, std::string workspace, std::vector<Command> commands) {
  persist(port, std::move(after), std::move(workspace),
          [commands = std::move(commands)](const WorkspaceView&) { return commands; });
}

}  // namespace switchyard::adapters::results
