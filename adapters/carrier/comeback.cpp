// One question a status, page after page; then numbers are compared.
#include "adapters/carrier/comeback.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "adapters/carrier/line.h"
#include "engine/state/state.h"

namespace switchyard::adapters::carrier {
namespace {

constexpr std::array<std::string_view, 3> live_statuses = {"queued", "ringing", "in-progress"};

struct Search {
  std::size_t status = 0;  // that is asked for
  std::vector<ListedCall> calls;
  std::function<void(std::vector<ListedCall>)> found;
};

void ask(Context& context, const std::shared_ptr<Search>& search, http::OutgoingRequest request) {
  context.attempts.run(std::move(request), [&context, search](const http::SendResult& result) {
    const auto page = result.accepted() ? read_calls(result.response.body) : std::nullopt;
    if (!page) return search->found({});
    search->calls.insert(search->calls.end(), page->calls.begin(), page->calls.end());
    if (!page->next.empty()) return ask(context, search, next_page(context.settings, page->next));
    if (++search->status == live_statuses.size()) return search->found(std::move(search->calls));
    ask(context, search, list_calls(context.settings, live_statuses[search->status]));
  });
}

bool may_have_a_leg(const Reservation& reservation) {
  return reservation.status == ReservationStatus::pending ||
         reservation.status == ReservationStatus::accepted;
}

bool fits(const Expected& expected, const ListedCall& call) {
  return call.to == expected.to && expected.from.contains(call.from);
}

}  // namespace

std::vector<Expected> expected_legs(const WorkspaceView& view, const Settings& settings) {
  const State& state = view.engine.state();
  std::set<std::string> numbers = {settings.caller};
  for (const auto& number : state.workspace().numbers) numbers.insert(number.number);
  std::vector<Expected> all;
  for (std::uint32_t worker = 0; worker < state.workers.size(); ++worker) {
    const std::string contact = contact_of(view, WorkerId{worker}, settings);
    ReservationSlot slot = contact.empty() ? no_slot : state.workers[worker].first_reservation;
    for (; slot != no_slot; slot = state.reservations[slot].next_of_worker) {
      const Reservation& reservation = state.reservations[slot];
      const std::optional<Task> task = look_up(view, reservation.task_id);
      if (!may_have_a_leg(reservation) || !task) continue;
      Expected expected{{std::string(view.name), reservation.id.value}, contact, numbers};
      expected.from.insert(line_of(view, *task, settings).from);
      all.push_back(std::move(expected));
    }
  }
  return all;
}

void find_calls(Context& context, std::function<void(std::vector<ListedCall>)> found) {
  const auto search = std::make_shared<Search>();
  search->found = std::move(found);
  ask(context, search, list_calls(context.settings, live_statuses.front()));
}

void adopt_legs(Context& context, const std::vector<Expected>& expected,
                const std::vector<ListedCall>& calls) {
  for (const Expected& leg : expected) {
    const auto same_phone = [&](const Expected& other) { return other.to == leg.to; };
    const auto is_it = [&](const ListedCall& call) { return fits(leg, call); };
    if (std::count_if(expected.begin(), expected.end(), same_phone) != 1) continue;
    if (std::count_if(calls.begin(), calls.end(), is_it) != 1) continue;
    const ListedCall& call = *std::find_if(calls.begin(), calls.end(), is_it);
    context.legs.adopt(leg.key, call.sid, call.status == "in-progress");
  }
}

}  // namespace switchyard::adapters::carrier
