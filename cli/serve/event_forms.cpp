// The forms are made only for a workspace that wants them.
#include "cli/serve/event_forms.h"

#include "adapters/taskrouter/configuration.h"
#include "adapters/taskrouter/events.h"
#include "adapters/twilio_events/event_fields.h"
#include "engine/state/state.h"

namespace switchyard::cli {

std::vector<adapters::http::Fields> event_forms(const adapters::twilio_events::WorkspaceEvents& events,
                                                const adapters::WorkspaceView& view,
                                                const adapters::TurnSeen& turn) {
  const Workspace& rules = view.engine.state().workspace();
  const adapters::taskrouter::Configuration configuration(rules);
  const auto names = adapters::taskrouter::event_names(configuration, rules, configuration.account());
  std::vector<adapters::http::Fields> forms;
  for (auto event = events.first_of_turn(turn.sequence); event != events.window.end(); ++event)
    forms.push_back(adapters::twilio_events::event_form(*event, names));
  return forms;
}

}  // namespace switchyard::cli
