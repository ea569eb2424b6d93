// Reservations: lists and fetches, of a task and of a worker.
#include "adapters/taskrouter/reservations.h"

#include <algorithm>
#include <array>

#include "adapters/taskrouter/page.h"
#include "adapters/taskrouter/reservation_path.h"
#include "adapters/taskrouter/task_view.h"

namespace switchyard::adapters::taskrouter {
namespace {

struct Filter {
  std::vector<std::string> statuses;
  std::optional<std::string> worker_sid;
};

bool passes(const Scope& scope, const Filter& filter, const Reservation& reservation) {
  const std::string_view status = status_text(reservation.status);
  const bool has_status = filter.statuses.empty() || std::find(filter.statuses.begin(), filter.statuses.end(),
                                                               status) != filter.statuses.end();
  return has_status && (!filter.worker_sid || scope.worker_sid(reservation.worker) == *filter.worker_sid);
}

Decision list_those(const Scope& scope, Side side, const std::function<bool(const Reservation&)>& is_meant) {
  const Parameters& parameters = scope.call().parameters;
  Filter filter{parameters.list("ReservationStatus"), std::nullopt};
  if (const auto worker = http::find_field(parameters.fields(), "WorkerSid"); worker && side == Side::task)
    filter.worker_sid = std::string(*worker);
  std::vector<const Reservation*> found;
  for (const Reservation& reservation : scope.state().reservations) {
    if (is_shown(scope, reservation) && is_meant(reservation) && passes(scope, filter, reservation))
      found.push_back(&reservation);
  }
  std::sort(found.begin(), found.end(),
            [](const Reservation* a, const Reservation* b) { return a->id < b->id; });
  return list_reply(
      scope.call(), "reservations", found,
      [&](const Reservation* reservation) { return sid_of(scope, reservation->id); },
      [&](const Reservation* reservation) { return reservation_json(scope, *reservation, side); });
}

Decision list_of_task(const Scope& scope) {
  const std::optional<Task> task = find_shown_task(scope, scope.call().path[1]);
  if (!task) return not_found(scope);
  return list_those(scope, Side::task, [&](const Reservation& r) { return r.task_id == task->id; });
}

Decision list_of_worker(const Scope& scope) {
  const auto worker = scope.find_worker(scope.call().path[1]);
  if (!worker) return not_found(scope);
  return list_those(scope, Side::worker, [&](const Reservation& r) { return r.worker == *worker; });
}

Decision fetch(const Scope& scope, Side side) {
  const Reservation* reservation = reservation_of_path(scope, side);
  if (reservation == nullptr) return not_found(scope);
  return reservation_response(scope, *reservation, side);
}
Decision fetch_of_task(const Scope& scope) {
  return fetch(scope, Side::task);
}
Decision fetch_of_worker(const Scope& scope) {
  return fetch(scope, Side::worker);
}

}  // namespace

const Reservation* reservation_of_path(const Scope& scope, Side side) {
  const std::vector<std::string>& path = scope.call().path;
  const Reservation* reservation = find_shown_reservation(scope, path[2]);
  if (reservation == nullptr) return nullptr;
  if (side == Side::task) return sid_of(scope, reservation->task_id) == path[1] ? reservation : nullptr;
  return scope.find_worker(path[1]) == reservation->worker ? reservation : nullptr;
}

std::vector<Route> reservation_routes() {
  return {{"GET", "/v1/Workspaces/{}/Tasks/{}/Reservations", list_of_task},
          {"GET", "/v1/Workspaces/{}/Tasks/{}/Reservations/{}", fetch_of_task},
          {"POST", "/v1/Workspaces/{}/Tasks/{}/Reservations/{}", update_task_reservation},
          {"GET", "/v1/Workspaces/{}/Workers/{}/Reservations", list_of_worker},
          {"GET", "/v1/Workspaces/{}/Workers/{}/Reservations/{}", fetch_of_worker},
          {"POST", "/v1/Workspaces/{}/Workers/{}/Reservations/{}", update_worker_reservation}};
}

}  // namespace switchyard::adapters::taskrouter
