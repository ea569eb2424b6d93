// A withdrawal may overtake the carrier's answer: then whoever brings the answer hangs up.
#include "adapters/carrier/legs.h"

namespace switchyard::adapters::carrier {

bool Legs::begin(const LegKey& key, std::optional<CustomerCall> customer) {
  const std::lock_guard lock(guard_);
  return legs_.emplace(key, Leg{{}, false, std::move(customer), false}).second;
}

void Legs::adopt(const LegKey& key, const std::string& call_sid, bool answered) {
  const std::lock_guard lock(guard_);
  legs_.emplace(key, Leg{call_sid, false, {}, answered});
}

bool Legs::give_customer(const LegKey& key, CustomerCall customer) {
  const std::lock_guard lock(guard_);
  const auto found = legs_.find(key);
  if (found == legs_.end()) return false;
  if (found->second.answered) return true;
  found->second.customer = std::move(customer);
  return false;
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

std::string Legs::call_of(const LegKey& key) const {
  const std::lock_guard lock(guard_);
  const auto found = legs_.find(key);
  return found == legs_.end() ? std::string() : found->second.call_sid;
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
