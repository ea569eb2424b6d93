// Who may post webhooks, made ready from the settings, so that it can be replaced as a whole.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <tl/expected.hpp>

#include "adapters/webhooks/lead.h"
#include "adapters/webhooks/settings.h"
#include "adapters/webhooks/twilio_form.h"

namespace switchyard::adapters::webhooks {

struct Senders {
  Accounts accounts;
  std::map<std::string, LeadReader, std::less<>> leads;  // by the name in their path
};

// Or what is wrong with the settings, in one sentence.
tl::expected<Senders, std::string> read_senders(const Settings& settings);

}  // namespace switchyard::adapters::webhooks
