// Order is kept by waiting: nothing overtakes the first of the line.
#include "adapters/callbacks/outbox.h"

#include <algorithm>
#include <utility>

namespace switchyard::adapters::callbacks {

void Outbox::add(Delivery delivery, Time now) {
  if (waiting_.size() >= limits_.waiting) return bury(std::move(delivery), now, "the outbox is full");
  waiting_.push_back(std::move(delivery));
}

void Outbox::first_was_accepted() {
  ++accepted_;
  waiting_.pop_front();
}

std::optional<Duration> Outbox::first_failed(Time now, std::string reason) {
  Delivery& first = waiting_.front();
  ++failed_attempts_;
  const std::uint32_t doublings = std::min<std::uint32_t>(first.attempts++, 30);
  const Duration pause =
      std::min(limits_.first_pause * (std::int64_t{1} << doublings), limits_.longest_pause);
  if (now + pause < first.made + limits_.kept) return pause;
  bury(first, now, std::move(reason));
  waiting_.pop_front();
  return std::nullopt;
}

std::size_t Outbox::replay(const std::string& id, Time now) {
  const auto keep = [&](const DeadLetter& letter) { return !id.empty() && letter.delivery.id != id; };
  const auto moved = std::stable_partition(dead_.begin(), dead_.end(), keep);
  std::vector<DeadLetter> letters(std::make_move_iterator(moved), std::make_move_iterator(dead_.end()));
  dead_.erase(moved, dead_.end());
  for (DeadLetter& letter : letters) {
    letter.delivery.made = now;
    letter.delivery.attempts = 0;
    add(std::move(letter.delivery), now);
  }
  return letters.size();
}

Outbox::Figures Outbox::figures(Time now) const {
  Figures figures{waiting_.size(), dead_.size(), accepted_, failed_attempts_, forgotten_, {}};
  if (!waiting_.empty()) figures.age = now - waiting_.front().made;
  return figures;
}

void Outbox::bury(Delivery delivery, Time now, std::string reason) {
  dead_.push_back({std::move(delivery), now, std::move(reason)});
  if (dead_.size() <= limits_.dead) return;
  dead_.pop_front();
  ++forgotten_;
}

}  // namespace switchyard::adapters::callbacks
