// What `switchyard serve` works with, as values: everything that config.schema.json describes.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

#include "engine/base/time.h"
#include "engine/codec/document/document.h"

namespace switchyard::cli {

struct TlsConfig {
  std::string certificate;
  std::string key;
  friend bool operator==(const TlsConfig&, const TlsConfig&) = default;
};

struct KeyConfig {
  std::string sid;
  std::string secret;
  std::string tenant;  // empty: no restriction
  friend bool operator==(const KeyConfig&, const KeyConfig&) = default;
};

struct AccountConfig {
  std::string sid;
  std::string token;
  std::vector<KeyConfig> keys;
  friend bool operator==(const AccountConfig&, const AccountConfig&) = default;
};

struct WorkspaceConfig {
  std::string file;
  std::string account;
  friend bool operator==(const WorkspaceConfig&, const WorkspaceConfig&) = default;
};

struct LeadConfig {
  std::string tenant, workspace, workflow;
  std::string channel = "lead";
  std::vector<std::pair<std::string, std::string>> fields;  // attribute, JSON pointer
  std::string key_pointer;
  std::string standard_webhooks, hmac, bearer;  // secrets; empty: not this way
  friend bool operator==(const LeadConfig&, const LeadConfig&) = default;
};

struct AgentConfig {
  std::string workspace, worker, token;
  friend bool operator==(const AgentConfig&, const AgentConfig&) = default;
};

struct CarrierConfig {
  std::string base_url = "https://api.twilio.com";
  std::string account, token;
  friend bool operator==(const CarrierConfig&, const CarrierConfig&) = default;
};

struct WebhookConfig {
  std::string account;
  std::string channel_sms = "sms";
  std::string channel_voice = "voice";
};

struct ServeConfig {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;
  std::string public_url;  // empty: of the address
  std::optional<TlsConfig> tls;
  std::string journal_folder;
  Duration journal_kept = days(365);
  std::uint64_t snapshot_every = 100'000;
  std::vector<AccountConfig> accounts;
  std::vector<WorkspaceConfig> workspaces;
  std::string operator_token;  // empty: only from this machine; see adapters/operations/local_request.h
  WebhookConfig webhooks;
  std::vector<LeadConfig> leads;
  std::optional<CarrierConfig> carrier;
  std::vector<AgentConfig> agents;
  Duration presence_grace = seconds(30);
  std::vector<std::string> outgoing_allowed;
  std::size_t body_limit = std::size_t{1} << 20;
  std::size_t connection_limit = 10'000;
  std::uint32_t requests_per_second = 1'000;          // of an address
  std::uint32_t account_requests_per_second = 1'000;  // to the API, and as many webhooks
  std::size_t queue_limit = 8'192;
  std::string log_level = "info";
  bool log_json = true;
  // Where each name stands that must be in a workspace, by JSON pointer: a problem without its message.
  std::map<std::string, codec::Problem, std::less<>> places;
};

std::string_view config_schema_text();

// Files in it are resolved beside it. The error has all problems; a secret that is not there is one.
tl::expected<ServeConfig, codec::Problems> read_config(const std::string& file);
// The same for a document that was read already.
tl::expected<ServeConfig, codec::Problems> read_config(const codec::Document& document);

// What somebody sees who has no secrets: those that are not there are warnings, and empty.
struct ConfigLook {
  ServeConfig config;
  codec::Problems warnings;
};
tl::expected<ConfigLook, codec::Problems> look_at_config(const codec::Document& document);

}  // namespace switchyard::cli
