// The door of the carrier's side; the parts behind it share one context.
#include "adapters/carrier/carrier.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "adapters/carrier/comeback.h"
#include "adapters/carrier/line.h"
#include "adapters/carrier/orders.h"
#include "adapters/carrier/reports.h"
#include "adapters/results/persist.h"
#include "adapters/signatures/twilio.h"
#include "engine/state/state.h"

namespace switchyard::adapters::carrier {
namespace {

std::vector<signatures::HmacKey> keys_of(const Settings& settings) {
  std::vector<signatures::HmacKey> keys;
  keys.push_back(signatures::twilio_key(settings.auth_token));
  return keys;
}

std::string text_of(const Task& task, std::string_view name) {
  const ValueView value = task.attributes.member(name);
  return value.kind() == ValueKind::string ? std::string(value.as_string()) : "";
}

// Attributes can be changed by whoever has the API's key of a tenant; the tenant's numbers cannot.
bool has_number(const WorkspaceView& view, TenantId tenant, const std::string& number) {
  const auto& numbers = view.engine.state().workspace().numbers;
  return std::any_of(numbers.begin(), numbers.end(),
                     [&](const auto& own) { return own.tenant == tenant && own.number == number; });
}

}  // namespace

Carrier::Carrier(Port& port, http::Send send, http::After after, Settings settings,
                 RungByOthers rung_by_others, KeepRecording keep_recording, NobodyRings nobody_rings)
    : context_{port,
               after,
               settings,
               Attempts(std::move(send), after, settings.retries),
               std::move(rung_by_others),
               std::move(keep_recording),
               std::move(nobody_rings),
               keys_of(settings),
               {},
               {}} {}

void Carrier::workspace_opened(const WorkspaceView& view) {
  if (view.engine.sequence() > 0) waiting_[std::string(view.name)];
}

void Carrier::workspace_removed(std::string_view name) {
  if (const auto found = waiting_.find(name); found != waiting_.end()) waiting_.erase(found);
}

void Carrier::turn_applied(const WorkspaceView& view, const TurnSeen& turn, bool replayed) {
  if (replayed) {
    waiting_[std::string(view.name)];
    return;
  }
  end_with_worker(context_, view, turn);
  for (const Event& event : turn.output.events) {
    if (const auto* completed = std::get_if<ReservationCompleted>(&event))
      context_.legs.end({std::string(view.name), completed->reservation.value});
  }
}

void Carrier::effect_ordered(const WorkspaceView& view, const OrderedEffect& effect) {
  const auto waiting = waiting_.find(view.name);
  if (waiting == waiting_.end()) return carrier::carry_out(context_, view, effect);
  waiting->second.emplace_back(effect.id, effect.effect);
}

void Carrier::come_back(const std::vector<WorkspaceView>& views) {
  std::vector<Expected> expected;
  for (const WorkspaceView& view : views) {
    if (!waiting_.contains(view.name)) continue;
    const auto legs = expected_legs(view, context_.settings);
    expected.insert(expected.end(), legs.begin(), legs.end());
  }
  if (expected.empty()) {
    for (const WorkspaceView& view : views) release(view);
    return;
  }
  std::vector<std::string> names;
  for (const auto& [name, effects] : waiting_) names.push_back(name);
  find_calls(context_, [this, expected, names](const std::vector<ListedCall>& calls) {
    adopt_legs(context_, expected, calls);
    for (const std::string& name : names) {
      results::persist(
          context_.port, context_.after, name, [](const WorkspaceView&) { return std::vector<Command>(); },
          [this, calls](const WorkspaceView* view, const Outcome&) {
            if (view == nullptr) return;
            context_.found = calls;
            release(*view);
            context_.found.clear();
          });
    }
  });
}

void Carrier::release(const WorkspaceView& view) {
  const auto waiting = waiting_.find(view.name);
  if (waiting == waiting_.end()) return;
  const auto effects = std::move(waiting->second);
  waiting_.erase(waiting);
  for (const auto& [id, effect] : effects) carrier::carry_out(context_, view, {id, effect});
}

void Carrier::handle(const http::Request& request, const http::Respond& respond) {
  take_report(context_, request, respond);
}

void Carrier::carry_out(const std::string& workspace, const OfferReservation& offer,
                        const std::string& instruction, const http::Fields& fields) {
  instruct(context_, workspace, offer, instruction, fields);
}

void Carrier::send_message(const MessageOrder& order, Sent sent) {
  context_.attempts.run(carrier::send_message(context_.settings, order),
                        [sent = std::move(sent)](const http::SendResult& result) {
                          const auto sid = result.accepted() ? read_sid(result.response.body) : std::nullopt;
                          if (sid) return sent(*sid);
                          sent(tl::unexpected(describe_failure(result)));
                        });
}

void Carrier::reply(const WorkspaceView& view, TaskId id, const std::string& key, const std::string& text,
                    Sent sent) {
  const std::optional<Task> task = look_up(view, id);
  if (!task) return sent(tl::unexpected(std::string("the task is not there any more")));
  const MessageOrder order{key, text_of(*task, "to"), text_of(*task, "from"), text, {}, {}};
  if (order.from.empty() || order.to.empty())
    return sent(tl::unexpected(std::string("the task has no numbers to write to")));
  if (!has_number(view, task->tenant, order.from))
    return sent(tl::unexpected(std::string("the number to write from is not one of the tenant's")));
  send_message(order, std::move(sent));
}

}  // namespace switchyard::adapters::carrier
