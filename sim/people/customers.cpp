// Customers' chance: patience, balking, trying again, and which kind of contact comes.
#include "sim/people/customers.h"

namespace switchyard::sim {

Duration drawn(const Distribution& law, const Key& key, Purpose purpose, std::uint64_t entity,
               std::uint32_t index) {
  if (is_constant(law)) return duration_at(law, 0.5);
  return duration_at(law, uniform(key, purpose, entity, index));
}

bool balks(const Traffic& traffic, const Key& key, std::uint64_t contact) {
  return traffic.balk > 0 && uniform(key, Purpose::balking, contact) < traffic.balk;
}

Duration patience_of(const Traffic& traffic, const Key& key, std::uint64_t contact) {
  return drawn(*traffic.patience, key, Purpose::patience, contact);
}

bool tries_again(const Traffic& traffic, const Key& key, std::uint64_t contact, std::uint32_t attempt) {
  const Redial& redial = traffic.redial;
  return redial.probability > 0 && attempt < redial.most &&
         uniform(key, Purpose::redial, contact) < redial.probability;
}

Duration redial_delay(const Traffic& traffic, const Key& key, std::uint64_t contact) {
  return drawn(traffic.redial.delay, key, Purpose::redial_delay, contact);
}

std::uint32_t mix_of(const Traffic& traffic, const Key& key, std::uint64_t contact) {
  const auto count = static_cast<std::uint32_t>(traffic.mix.size());
  if (count < 2) return 0;
  double total = 0;
  for (const Mix& mix : traffic.mix) total += mix.weight;
  double left = uniform(key, Purpose::attributes, contact) * total;
  for (std::uint32_t i = 0; i + 1 < count; ++i) {
    left -= traffic.mix[i].weight;
    if (left < 0) return i;
  }
  return count - 1;
}

}  // namespace switchyard::sim
