// A withdrawal may overtake the carrier's answer: then whoever brings the answer hangs up.
#include "adapters/carrier/legs.h"

namespace switchyard::adapters::carrier {

bool Legs::begin(const LegKey& key, std::optional<CustomerCall> customer) {
  const std::lock_guard lock(guard_);
  return legs_.emplace(key, Leg{{}, false, std::move(customer)}).second;
}

bool Legs::placed(const LegKey& key, const std::string& call_sid) {
  const std::lock_guard lock(guard_);
  const auto found = legs_.find(key);
  if (found == legs_.end()) return true;
  found->second.call_sid = call_sid;
  if (!found->second.withdrawn) return false;
  legs_.erase(found);
  return true;
}

bool Legs::has(const LegKey& key) const {
  const std::lock_guard lock(guard_);
  return legs_.contains(key);
}

Legs::Withdrawn Legs::withdraw(const LegKey& key) {
  const std::lock_guard lock(guard_);
  const auto found = legs_.find(key);
  if (found == legs_.end()) return {};
  Withdrawn withdrawn{true, found->second.call_sid};
  found->second.withdrawn = true;
  if (!withdrawn.call_sid.empty()) legs_.erase(found);
  return withdrawn;
}

std::optional<CustomerCall> Legs::take_customer(const LegKey& key) {
  const std::lock_guard lock(guard_);
  const auto found = legs_.find(key);
  return found == legs_.end() ? std::nullopt : std::exchange(found->second.customer, std::nullopt);
}

Legs::Over Legs::end(const LegKey& key) {
  const std::lock_guard lock(guard_);
  const auto found = legs_.find(key);
  if (found == legs_.end()) return {};
  Over over{std::move(found->second.call_sid), std::move(found->second.customer)};
  legs_.erase(found);
  return over;
}

std::size_t Legs::size() const {
  const std::lock_guard lock(guard_);
  return legs_.size();
}

}  // namespace switchyard::adapters::carrier
