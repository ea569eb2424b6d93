// `switchyard serve`: the engine live, until a signal.
#include <sys/stat.h>

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "cli/commands/commands.h"
#include "cli/serve/config.h"
#include "cli/serve/live_program.h"
#include "cli/serve/service_manager.h"
#include "cli/serve/supervision.h"
#include "cli/serve/telling.h"
#include "cli/signals.h"
#include "cli/version.h"

namespace switchyard::cli {
namespace {

constexpr const char* examples =
    "  switchyard serve --config switchyard.json\n"
    "  switchyard schema config > config.schema.json\n";

constexpr std::chrono::milliseconds look_pause{50};

std::string listed(const std::vector<std::string>& keys) {
  std::string list;
  for (const std::string& key : keys) list += (list.empty() ? "" : ", ") + key;
  return list;
}

void tell_changes(const ConfigChanges& changes, const std::string& file, adapters::operations::Log& log) {
  const std::string taken_over = listed(changes.taken_over);
  log.info("reloaded", {{"file", std::string_view(file)}, {"changed", std::string_view(taken_over)}});
  if (changes.needs_restart.empty()) return;
  const std::string keys = listed(changes.needs_restart);
  log.warn("needs_restart", {{"file", std::string_view(file)}, {"keys", std::string_view(keys)}});
}

// A configuration that is wrong changes nothing.
void reload(LiveProgram& program, const std::string& file, Telling& telling) {
  const auto config = read_config(file);
  if (!config) telling.tell(config.error());
  const auto reloaded = config ? program.reload(*config) : Outcome<ConfigChanges>{};
  if (!reloaded) telling.tell(reloaded.error());
  if (config && reloaded) {
    telling.take_over(*config);
    tell_changes(*reloaded, file, telling.log());
  } else {
    telling.log().error("not_reloaded", {{"file", std::string_view(file)}});
  }
}

// Until somebody asks to stop, or the journal fails.
void run(LiveProgram& program, const std::string& file, Telling& telling, const ServiceManager& manager) {
  Supervision supervision(manager,
                          {[&program] { return program.works(); }, [&program] { return program.status(); }});
  manager.ready();
  while (!stop_asked() && !program.gave_up()) {
    if (take_reload()) {
      manager.reloading();
      reload(program, file, telling);
      manager.ready();
    }
    supervision.look(std::chrono::steady_clock::now());
    std::this_thread::sleep_for(look_pause);
  }
}

ExitCode serve(const std::string& file, const Console& console) {
  const auto config = read_config(file);
  if (!config) return console.tell(config.error());  // nobody knows what its log should look like
  Telling telling(*config, console);
  const ServiceManager manager = ServiceManager::of_environment();
  ::umask(S_IRWXG | S_IRWXO);  // what customers write is nobody else's
  catch_stop_signals();
  catch_reload_signal();
  auto program = LiveProgram::start(*config, std::string(version()));
  if (!program) return telling.tell(program.error());
  run(**program, file, telling, manager);
  const bool gave_up = (*program)->gave_up();
  manager.stopping();
  telling.log().info("stopping");
  (*program)->stop();
  telling.log().info("stopped");
  return gave_up ? ExitCode::environment : ExitCode::done;
}

}  // namespace

void add_serve(CLI::App& program, Chosen& chosen) {
  const auto file = std::make_shared<std::string>();
  CLI::App* command =
      add_command(program, {"serve", "Run the engine live behind HTTP, with a journal", examples}, chosen,
                  [file](const Console& console) { return serve(*file, console); });
  command->add_option("--config", *file, "The configuration; its form is `switchyard schema config`")
      ->type_name("FILE")
      ->required();
}

}  // namespace switchyard::cli
