// From the configuration to what each adapter is told at the start.
#pragma once

#include <string>
#include <vector>

#include "adapters/agents/tokens.h"
#include "adapters/callbacks/settings.h"
#include "adapters/carrier/settings.h"
#include "adapters/http/client.h"
#include "adapters/http/server.h"
#include "adapters/operations/log.h"
#include "adapters/taskrouter/account.h"
#include "adapters/webhooks/settings.h"
#include "cli/serve/config.h"

namespace switchyard::cli {

std::string public_url_of(const ServeConfig& config);

std::vector<adapters::taskrouter::Credential> credentials_of(const ServeConfig& config);
adapters::http::Rate account_rate(const ServeConfig& config);  // of its requests, and of a sender's webhooks
adapters::http::Rate address_rate(const ServeConfig& config);
adapters::webhooks::Settings webhook_settings(const ServeConfig& config);
adapters::carrier::Settings carrier_settings(const ServeConfig& config);  // config.carrier is there
adapters::http::ServerOptions server_options(const ServeConfig& config);
adapters::http::ClientOptions client_options(const ServeConfig& config);
adapters::operations::LogLevel log_level(const ServeConfig& config);
adapters::operations::LogOptions log_options(const ServeConfig& config);
adapters::agents::AgentTokens agent_tokens(const ServeConfig& config);

// What the API keeps in the workspace's document, signed with its account's token.
adapters::callbacks::CallbackSettings callback_settings(const ServeConfig& config, const Workspace& rules);

}  // namespace switchyard::cli
