// The twelve fields, from the state as it is when the offer is made.
#include "adapters/callbacks/offer_form.h"

#include <string>

#include "engine/codec/json/values.h"
#include "engine/state/state.h"

namespace switchyard::adapters::callbacks {
namespace {

std::string whole_seconds(std::int64_t microseconds) {
  return std::to_string(microseconds / 1'000'000);
}

}  // namespace

http::Fields offer_form(const WorkspaceView& view, const OfferReservation& offer, const Task& task,
                        const CallbackSettings& settings, const Sids& sids) {
  const State& state = view.engine.state();
  const auto declared = [&](SidKind kind, auto id) {
    return id.is_none() ? std::string() : sids.write(view.name, kind, std::uint64_t{id.value} + 1);
  };
  return {
      {"Timestamp", whole_seconds(view.now.microseconds)},
      {"AccountSid", settings.account_sid},
      {"WorkspaceSid", sids.write(view.name, SidKind::workspace, 1)},
      {"WorkflowSid", declared(SidKind::workflow, task.workflow)},
      {"TaskQueueSid", declared(SidKind::task_queue, task.queue)},
      {"WorkerSid", declared(SidKind::worker, offer.worker)},
      {"WorkerAttributes", codec::json_text(state.workers[offer.worker.index()].attributes)},
      {"TaskSid", sids.write(view.name, SidKind::task, offer.task.value)},
      {"TaskAttributes", codec::json_text(task.attributes)},
      {"TaskAge", whole_seconds((view.now - task.arrived).microseconds)},
      {"TaskPriority", std::to_string(task.priority)},
      {"ReservationSid", sids.write(view.name, SidKind::reservation, offer.reservation.value)},
  };
}

}  // namespace switchyard::adapters::callbacks
