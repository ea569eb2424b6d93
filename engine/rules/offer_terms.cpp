// The terms of an offer come from the target's ring, else from the queue; its length from channel or
// workflow.
#include "engine/rules/offer_terms.h"

namespace switchyard {

namespace {

const Ring* ring_of(const State& state, const Task& task) {
  if (task.target.is_none()) return nullptr;
  return &rules_of(state, task).targets[task.target.index()].ring;
}

Duration reservation_timeout(const State& state, const Task& task) {
  const TaskChannel& channel = state.workspace().channels[task.channel.index()];
  if (channel.reservation_timeout) return *channel.reservation_timeout;
  if (task.workflow.is_none()) return Workflow{}.reservation_timeout;
  return rules_of(state, task).workflows[task.workflow.index()].reservation_timeout;
}

std::uint32_t queue_limit(const State& state, const Task& task) {
  return task.queue.is_none() ? 1 : state.workspace().queues[task.queue.index()].max_reserved_workers;
}

}  // namespace

OfferTerms offer_terms(const State& state, const Task& task) {
  OfferTerms terms;
  terms.timeout = reservation_timeout(state, task);
  terms.most = queue_limit(state, task);
  const Ring* ring = ring_of(state, task);
  if (ring == nullptr || ring->kind == Ring::Kind::queue) return terms;
  terms.grows = true;
  terms.most = ring->kind == Ring::Kind::all ? everybody : ring->count;
  if (ring->kind == Ring::Kind::step) terms.step_every = ring->every;
  return terms;
}

bool rings_several(const State& state, const Task& task) {
  const Ring* ring = ring_of(state, task);
  return ring != nullptr && ring->kind != Ring::Kind::queue;
}

}  // namespace switchyard
