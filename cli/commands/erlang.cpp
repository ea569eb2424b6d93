// `switchyard erlang`: closed forms in the units of scenarios.
#include <memory>

#include "cli/commands/commands.h"
#include "cli/erlang/models.h"

namespace switchyard::cli {
namespace {

constexpr const char* examples =
    "  switchyard erlang c --agents 12 --rate 120/h --handle 4m --threshold 20s\n"
    "  switchyard erlang a --rate 120/h --handle 4m --patience 6m --target-abandonment 5%\n";

struct ErlangRequest {
  ErlangInputs inputs;
  std::size_t format = 0;  // text, json
};

std::string full_examples(const ErlangModel& model) {
  const std::size_t second = model.examples.find('\n') + 1;
  const std::string command = "  switchyard erlang " + model.name + " ";
  return command + model.examples.substr(0, second) + command + model.examples.substr(second) + "\n";
}

ExitCode answer(const ErlangModel& model, const ErlangRequest& request, const Console& console) {
  const Sheet sheet = model.solve(request.inputs);
  const std::string name = "switchyard erlang " + model.name;
  if (sheet.problem())
    return console.tell(Failure{ExitCode::usage, name + ": " + *sheet.problem(), name + " --help"});
  return console.print(request.format == 1 ? sheet.json(model.name) : sheet.text());
}

}  // namespace

void add_erlang(CLI::App& program, Chosen& chosen) {
  CLI::App* command = add_command(program, {"erlang", "Closed forms of queues", examples}, chosen, {});
  for (const ErlangModel& model : erlang_models()) {
    const auto request = std::make_shared<ErlangRequest>();
    CLI::App* form =
        add_command(*command, {model.name, model.summary, full_examples(model)}, chosen,
                    [request, &model](const Console& console) { return answer(model, *request, console); });
    for (const AddInput add : model.inputs) add(*form, request->inputs);
    add_format(*form, request->format, {"text", "json"});
  }
}

}  // namespace switchyard::cli
