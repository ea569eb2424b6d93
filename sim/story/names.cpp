// Keeps the newest of each.
#include "sim/story/names.h"

namespace switchyard::sim::story {

void Names::read(const Output& output, std::uint64_t sequence) {
  for (std::size_t i = 0; i < output.effects.size(); ++i) {
    const auto* made = std::get_if<OfferReservation>(&output.effects[i]);
    if (made == nullptr) continue;
    offers_[{made->task, made->worker}] = {made->reservation, {sequence, static_cast<std::uint32_t>(i)}};
  }
}

std::optional<TaskId> Names::task(const std::string& label) const {
  const auto found = tasks_.find(label);
  return found == tasks_.end() ? std::nullopt : std::optional(found->second);
}

std::optional<Offer> Names::offer(TaskId task, WorkerId worker) const {
  const auto found = offers_.find({task, worker});
  return found == offers_.end() ? std::nullopt : std::optional(found->second);
}

std::vector<std::string> Names::labels() const {
  std::vector<std::string> labels;
  for (const auto& [label, task] : tasks_) labels.push_back(label);
  return labels;
}

}  // namespace switchyard::sim::story
