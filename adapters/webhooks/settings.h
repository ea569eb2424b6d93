// What the webhooks are told at the start: who may send, and what becomes a task of which kind.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "adapters/http/rate_limit.h"
#include "adapters/webhooks/counts.h"
#include "adapters/webhooks/directory.h"
#include "adapters/webhooks/ended_calls.h"
#include "engine/base/attributes.h"

namespace switchyard::adapters::webhooks {

// An account of the carrier that sends messages and calls.
struct Account {
  std::string sid;                       // AccountSid of its requests
  std::vector<std::string> auth_tokens;  // several while one replaces another; at least one
  std::vector<std::string> tenants;      // whose numbers it may address; empty: every tenant's
  bool everywhere = false;               // also in workspaces that are not its own
};

// How a source of leads shows who it is.
struct StandardWebhooks {
  std::vector<std::string> secrets;  // `whsec_…`
};
struct HubSignature {
  std::string header = "X-Hub-Signature-256";
  std::vector<std::string> secrets;
};
struct BearerToken {
  std::vector<std::string> tokens;
};
using LeadProof = std::variant<StandardWebhooks, HubSignature, BearerToken>;

// From a place in the lead to an attribute of the task.
struct LeadField {
  std::string attribute;
  std::string pointer;  // RFC 6901, such as /lead/phone
  bool required = false;
};

// One source of leads, POST /webhooks/leads/{name}.
struct LeadSource {
  std::string name;  // in the path: the tenant's name, or another when a tenant has several sources
  std::string workspace;
  std::string tenant;
  std::string channel;
  std::string workflow;
  LeadProof proof;
  std::vector<LeadField> fields;
  Value::Object constants;  // attributes that each of its leads has
  // The sender's own id of the lead, so that the same lead makes one task: a header, else a place in the
  // lead. Without either, webhook-id of Standard Webhooks, else a digest of the body.
  std::string key_header = "Idempotency-Key";
  std::string key_pointer;
};

struct Settings {
  std::string public_url;  // scheme and host under which senders reach us, without a path: they sign it
  std::vector<Account> accounts;
  OwnerOf owner_of;  // asked on the host's thread when rules change; none: every workspace is nobody's
  std::vector<LeadSource> leads;
  std::string message_channel = "sms";  // the task channel of messages and of calls, in every workspace
  std::string call_channel = "voice";
  EndList ended_calls;   // whose task is not there yet
  std::string wait_url;  // what callers hear while they wait, as TwiML; empty: the carrier's own music
  // Of each account and of each source of leads, once it has shown who it is; beyond it 429. None: without
  // limit.
  http::Rate requests_of_sender = {};
  std::function<http::RateLimit::Moment()> steady = http::RateLimit::now;  // for that limit
  // Told of each webhook that is answered with a 4xx or 5xx, on any thread; must be quick.
  std::function<void(Kind kind, Result result, unsigned status)> refused = {};
  std::size_t largest_form = std::size_t{16} << 10;  // bytes of a body
  std::size_t largest_lead = std::size_t{64} << 10;
};

}  // namespace switchyard::adapters::webhooks
