// `switchyard schema`: the JSON Schema of a kind of document, for editors and other programs.
#include <memory>

#include "cli/commands/commands.h"
#include "cli/serve/config.h"
#include "engine/codec/json/lines_schema.h"
#include "engine/codec/schema/schema.h"
#include "sim/scenario/read_scenario.h"

namespace switchyard::cli {
namespace {

constexpr const char* examples =
    "  switchyard schema scenario > scenario.schema.json\n"
    "  switchyard schema event\n";

enum Kind : std::size_t { workspace, scenario, event, config };

std::string text_of(std::size_t kind) {
  switch (kind) {
    case workspace:
      return std::string(codec::workspace_schema_text());
    case scenario:
      return std::string(sim::scenario_schema_text());
    case config:
      return std::string(config_schema_text());
    default:
      return codec::line_schema_text();
  }
}

std::optional<std::size_t> parse_kind(std::string_view text) {
  if (text == "workspace") return workspace;
  if (text == "scenario") return scenario;
  if (text == "event") return event;
  if (text == "config") return config;
  return std::nullopt;
}

}  // namespace

void add_schema(CLI::App& program, Chosen& chosen) {
  const auto kind = std::make_shared<std::size_t>(0);
  CLI::App* command =
      add_command(program, {"schema", "Print the JSON Schema of a kind of document", examples}, chosen,
                  [kind](const Console& console) { return console.print(text_of(*kind)); });
  add_value(*command, "KIND", *kind, parse_kind, "workspace, scenario, event or config",
            "What the document is; event: a line of events.jsonl; config: of `switchyard serve`")
      ->type_name("workspace|scenario|event|config")
      ->required();
}

}  // namespace switchyard::cli
