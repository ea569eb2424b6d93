// `switchyard serve`: the engine live, until a signal.
#include <sys/stat.h>

#include <chrono>
#include <memory>
#include <thread>

#include "cli/commands/commands.h"
#include "cli/serve/config.h"
#include "cli/serve/live_program.h"
#include "cli/signals.h"
#include "cli/version.h"

namespace switchyard::cli {
namespace {

constexpr const char* examples =
    "  switchyard serve --config switchyard.json\n"
    "  switchyard schema config > config.schema.json\n";

constexpr std::chrono::milliseconds look_pause{50};

// A configuration that is wrong changes nothing.
void reload(LiveProgram& program, const std::string& file, const Console& console) {
  const auto config = read_config(file);
  if (!config) {
    console.tell(config.error());
    return;
  }
  if (const auto reloaded = program.reload(*config); !reloaded) {
    console.tell(reloaded.error());
    return;
  }
  console.note("read " + file + " again");
}

ExitCode serve(const std::string& file, const Console& console) {
  const auto config = read_config(file);
  if (!config) return console.tell(config.error());
  ::umask(S_IRWXG | S_IRWXO);  // what customers write is nobody else's
  catch_stop_signals();
  catch_reload_signal();
  auto program = LiveProgram::start(*config, std::string(version()));
  if (!program) return console.tell(program.error());
  console.note("listens on " + (*program)->address());
  while (!stop_asked() && !(*program)->gave_up()) {
    if (take_reload()) reload(**program, file, console);
    std::this_thread::sleep_for(look_pause);
  }
  const bool gave_up = (*program)->gave_up();
  (*program)->stop();
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
