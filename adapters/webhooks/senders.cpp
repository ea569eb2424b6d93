// All secrets are looked at before anybody is let in.
#include "adapters/webhooks/senders.h"

#include <utility>

namespace switchyard::adapters::webhooks {

tl::expected<Senders, std::string> read_senders(const Settings& settings) {
  for (const Account& account : settings.accounts) {
    if (account.auth_tokens.empty()) return tl::unexpected("the account " + account.sid + " has no token");
  }
  Senders senders{read_accounts(settings.accounts), {}};
  for (const LeadSource& source : settings.leads) {
    auto reader = LeadReader::make(source);
    if (!reader) return tl::unexpected(reader.error());
    if (!senders.leads.emplace(source.name, *std::move(reader)).second)
      return tl::unexpected("there are two sources of leads named " + source.name);
  }
  return senders;
}

}  // namespace switchyard::adapters::webhooks
