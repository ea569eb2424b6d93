// One table has every key, so that none can be forgotten in silence.
#include "cli/serve/changes.h"

#include <functional>
#include <utility>

namespace switchyard::cli {
namespace {

struct Key {
  std::string name;
  std::function<bool(const ServeConfig&, const ServeConfig&)> differs;
  std::function<void(ServeConfig&, const ServeConfig&)> take;  // empty: at the next start
};

// `part` gives the key's value in a configuration.
template <class Part>
Key fixed(std::string name, Part part) {
  return {std::move(name),
          [part](const ServeConfig& a, const ServeConfig& b) { return !(part(a) == part(b)); },
          {}};
}

template <class Part>
Key live(std::string name, Part part) {
  Key key = fixed(std::move(name), part);
  key.take = [part](ServeConfig& into, const ServeConfig& from) { part(into) = part(from); };
  return key;
}

std::vector<Key> keys_of_operation() {
  using C = ServeConfig;
  return {
      fixed("listen", [](const C& c) { return std::pair(c.address, c.port); }),
      fixed("public_url", [](const C& c) { return c.public_url; }),
      fixed("tls", [](const C& c) { return c.tls; }),
      fixed("journal.folder", [](const C& c) { return c.journal_folder; }),
      fixed("journal.kept", [](const C& c) { return c.journal_kept; }),
      fixed("journal.snapshot_every", [](const C& c) { return c.snapshot_every; }),
      live(
          "operators.token", [](auto& c) -> auto& { return c.operator_token; }),
      fixed("presence_grace", [](const C& c) { return c.presence_grace; }),
      fixed("outgoing.allow", [](const C& c) { return c.outgoing_allowed; }),
      fixed("limits.body_bytes", [](const C& c) { return c.body_limit; }),
      fixed("limits.connections", [](const C& c) { return c.connection_limit; }),
      live(
          "limits.requests_per_second", [](auto& c) -> auto& { return c.requests_per_second; }),
      live(
          "limits.account_requests_per_second",
          [](auto& c) -> auto& { return c.account_requests_per_second; }),
      fixed("limits.queue", [](const C& c) { return c.queue_limit; }),
      live(
          "log.level", [](auto& c) -> auto& { return c.log_level; }),
      fixed("log.format", [](const C& c) { return c.log_json; }),
  };
}

std::vector<Key> keys_of_work() {
  using C = ServeConfig;
  return {
      live(
          "accounts", [](auto& c) -> auto& { return c.accounts; }),
      live(
          "workspaces", [](auto& c) -> auto& { return c.workspaces; }),
      live(
          "webhooks.account", [](auto& c) -> auto& { return c.webhooks.account; }),
      fixed("webhooks.channel_sms", [](const C& c) { return c.webhooks.channel_sms; }),
      fixed("webhooks.channel_voice", [](const C& c) { return c.webhooks.channel_voice; }),
      live(
          "leads", [](auto& c) -> auto& { return c.leads; }),
      fixed("carrier", [](const C& c) { return c.carrier; }),
      live(
          "agents", [](auto& c) -> auto& { return c.agents; }),
  };
}

std::vector<Key> all_keys() {
  std::vector<Key> keys = keys_of_operation();
  for (Key& key : keys_of_work()) keys.push_back(std::move(key));
  return keys;
}

}  // namespace

ConfigChanges changes_between(const ServeConfig& running, const ServeConfig& fresh) {
  ConfigChanges changes;
  for (const Key& key : all_keys()) {
    if (!key.differs(running, fresh)) continue;
    (key.take ? changes.taken_over : changes.needs_restart).push_back(key.name);
  }
  return changes;
}

ServeConfig take_over(ServeConfig running, const ServeConfig& fresh) {
  for (const Key& key : all_keys()) {
    if (key.take) key.take(running, fresh);
  }
  return running;
}

}  // namespace switchyard::cli
