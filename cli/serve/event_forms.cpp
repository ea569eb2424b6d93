// The forms are made only for a workspace that wants them.
#include "cli/serve/event_forms.h"

#include "adapters/taskrouter/configuration.h"
#include "adapters/taskrouter/events.h"
#include "adapters/twilio_events/event_fields.h"
#include "engine/state/state.h"

namespace switchyard::cli {

void EventForms::add(const adapters::WorkspaceView& view, const adapters::twilio_events::Event& event) {
  if (sequence_ != view.engine.sequence() || workspace_ != view.name) events_.clear();
  workspace_ = view.name;
  sequence_ = view.engine.sequence();
  events_.push_back(event);
}

std::vector<adapters::http::Fields> EventForms::of(const adapters::WorkspaceView& view,
                                                   const adapters::TurnSeen& turn) const {
  if (sequence_ != turn.sequence || workspace_ != view.name) return {};
  const Workspace& rules = view.engine.state().workspace();
  const adapters::taskrouter::Configuration configuration(rules);
  const auto names = adapters::taskrouter::event_names(configuration, rules, configuration.account());
  std::vector<adapters::http::Fields> forms;
  for (const adapters::twilio_events::Event& event : events_)
    forms.push_back(adapters::twilio_events::event_form(event, names));
  return forms;
}

}  // namespace switchyard::cli
