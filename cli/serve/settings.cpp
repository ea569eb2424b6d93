// Nothing is decided here: each value goes where it belongs.
#include "cli/serve/settings.h"

#include <fmt/format.h>

#include "adapters/callbacks/document_settings.h"

namespace switchyard::cli {
namespace {

namespace taskrouter = adapters::taskrouter;
namespace webhooks = adapters::webhooks;

webhooks::LeadProof proof_of(const LeadConfig& lead) {
  if (!lead.standard_webhooks.empty()) return webhooks::StandardWebhooks{{lead.standard_webhooks}};
  if (!lead.hmac.empty()) return webhooks::HubSignature{"X-Hub-Signature-256", {lead.hmac}};
  return webhooks::BearerToken{{lead.bearer}};
}

webhooks::LeadSource source_of(const LeadConfig& lead) {
  webhooks::LeadSource source;
  source.name = lead.tenant;
  source.tenant = lead.tenant;
  source.workspace = lead.workspace;
  source.channel = lead.channel;
  source.workflow = lead.workflow;
  source.proof = proof_of(lead);
  source.key_pointer = lead.key_pointer;
  for (const auto& [attribute, pointer] : lead.fields) source.fields.push_back({attribute, pointer, false});
  return source;
}

}  // namespace

std::string public_url_of(const ServeConfig& config) {
  if (!config.public_url.empty()) return config.public_url;
  return fmt::format("{}://{}:{}", config.tls ? "https" : "http", config.address, config.port);
}

std::vector<taskrouter::Credential> credentials_of(const ServeConfig& config) {
  std::vector<taskrouter::Credential> credentials;
  for (const AccountConfig& account : config.accounts) {
    credentials.push_back({account.sid, account.token, account.sid, std::nullopt});
    for (const KeyConfig& key : account.keys) {
      const auto tenant = key.tenant.empty() ? std::nullopt : std::optional(key.tenant);
      credentials.push_back({key.sid, key.secret, account.sid, tenant});
    }
  }
  return credentials;
}

adapters::http::Rate account_rate(const ServeConfig& config) {
  const double rate = config.account_requests_per_second;
  return {rate, 2 * rate};
}

adapters::http::Rate address_rate(const ServeConfig& config) {
  const double rate = config.requests_per_second;
  return {rate, 2 * rate};
}

webhooks::Settings webhook_settings(const ServeConfig& config) {
  webhooks::Settings settings;
  settings.public_url = public_url_of(config);
  settings.message_channel = config.webhooks.channel_sms;
  settings.call_channel = config.webhooks.channel_voice;
  for (const AccountConfig& account : config.accounts) {
    const bool is_named = config.webhooks.account == account.sid;
    if (is_named || config.webhooks.account.empty())
      settings.accounts.push_back({account.sid, {account.token}, {}, is_named});
  }
  settings.owner_of = [](const Workspace& rules) {
    return adapters::callbacks::read_document_settings(rules).account_sid;
  };
  settings.requests_of_sender = account_rate(config);
  for (const LeadConfig& lead : config.leads) settings.leads.push_back(source_of(lead));
  return settings;
}

adapters::carrier::Settings carrier_settings(const ServeConfig& config) {
  adapters::carrier::Settings settings;
  settings.base_url = config.carrier->base_url;
  settings.account_sid = config.carrier->account;
  settings.auth_token = config.carrier->token;
  settings.public_url = public_url_of(config);
  return settings;
}

adapters::http::ServerOptions server_options(const ServeConfig& config) {
  adapters::http::ServerOptions options;
  options.address = config.address;
  options.port = config.port;
  if (config.tls) {
    options.certificate_file = config.tls->certificate;
    options.key_file = config.tls->key;
  }
  options.limits.body_bytes = config.body_limit;
  options.limits.connections = config.connection_limit;
  options.limits.requests_of_address = address_rate(config);
  return options;
}

adapters::http::ClientOptions client_options(const ServeConfig& config) {
  adapters::http::ClientOptions options;
  options.allowed = config.outgoing_allowed;
  return options;
}

adapters::operations::LogLevel log_level(const ServeConfig& config) {
  const std::string level = config.log_level == "warning" ? "warn" : config.log_level;
  return adapters::operations::read_log_level(level).value_or(adapters::operations::LogLevel::info);
}

adapters::operations::LogOptions log_options(const ServeConfig& config) {
  adapters::operations::LogOptions options;
  options.least = log_level(config);
  options.json = config.log_json;
  return options;
}

adapters::agents::AgentTokens agent_tokens(const ServeConfig& config) {
  adapters::agents::AgentTokens tokens;
  for (const AgentConfig& agent : config.agents) tokens.add({agent.workspace, agent.worker}, agent.token);
  return tokens;
}

adapters::callbacks::CallbackSettings callback_settings(const ServeConfig& config, const Workspace& rules) {
  adapters::callbacks::CallbackSettings settings = adapters::callbacks::read_document_settings(rules);
  for (const AccountConfig& account : config.accounts) {
    if (account.sid == settings.account_sid) settings.auth_token = account.token;
  }
  return settings;
}

}  // namespace switchyard::cli
