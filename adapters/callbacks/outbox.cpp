// Order is kept by waiting: nothing overtakes the first of the line.
#include "adapters/callbacks/outbox.h"

#include <algorithm>
#include <utility>

namespace switchyard::adapters::callbacks {
namespace {

std::size_t bytes_of(const http::Fields& form) {
  std::size_t bytes = 0;
  for (const auto& [name, value] : form) bytes += name.size() + value.size();
  return bytes;
}

}  // namespace

Outbox::Outbox(OutboxLimits limits, std::vector<DeadLetter> dead) : limits_(limits) {
  for (DeadLetter& letter : dead) {
    letter.delivery.is_kept = true;
    dead_bytes_ += bytes_of(letter.delivery.form);
    dead_.push_back(std::move(letter));
  }
  forget_oldest();
}

void Outbox::add(Delivery delivery, Time now) {
  if (waiting_.size() >= limits_.waiting) return bury(std::move(delivery), now, "the outbox is full");
  waiting_.push_back(std::move(delivery));
}

void Outbox::first_was_accepted() {
  ++accepted_;
  if (waiting_.front().is_kept) changes_.push_back({waiting_.front().id, std::nullopt});
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
    dead_bytes_ -= bytes_of(letter.delivery.form);
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
  delivery.is_kept = true;
  dead_bytes_ += bytes_of(delivery.form);
  dead_.push_back({std::move(delivery), now, std::move(reason)});
  changes_.push_back({dead_.back().delivery.id, dead_.back()});
  forget_oldest();
}

void Outbox::forget_oldest() {
  while (dead_.size() > limits_.dead || dead_bytes_ > limits_.dead_bytes) {
    const Delivery& oldest = dead_.front().delivery;
    dead_bytes_ -= bytes_of(oldest.form);
    changes_.push_back({oldest.id, std::nullopt});
    dead_.pop_front();
    ++forgotten_;
  }
}

}  // namespace switchyard::adapters::callbacks
