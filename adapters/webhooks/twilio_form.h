// A form that the carrier posts: read, checked, and shown to be the carrier's.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/http/message.h"
#include "adapters/signatures/hmac.h"
#include "adapters/webhooks/answers.h"
#include "adapters/webhooks/directory.h"
#include "adapters/webhooks/settings.h"

namespace switchyard::adapters::webhooks {

// An account whose requests are believed.
struct AccountKeys {
  std::vector<signatures::HmacKey> keys;
  Reach reach;
};
using Accounts = std::map<std::string, AccountKeys, std::less<>>;
Accounts read_accounts(const std::vector<Account>& accounts);

// What every form from outside must be: not too long, a form, at most 200 fields, valid UTF-8 without NUL.
Taken<http::Fields> read_fields(const http::Request& request, std::size_t largest);

// The account that it names, when that one signed it for the address under which senders reach us.
Taken<const AccountKeys*> check_sender(const Accounts& accounts, std::string_view public_url,
                                       const http::Request& request, const http::Fields& form);

// A field that must be there, and no longer than any identifier or number is.
Taken<std::string> required(const http::Fields& form, std::string_view name);

}  // namespace switchyard::adapters::webhooks
