// Who may use the API, and whose rows they see.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/http/message.h"

namespace switchyard::adapters::taskrouter {

// A user name and secret of basic authentication: an account with its auth token, or an API key with its
// secret.
struct Credential {
  std::string user;                   // AC… or SK…
  std::string secret;                 // not empty
  std::string account;                // whose workspaces it sees: AC…
  std::optional<std::string> tenant;  // by name: sees and changes only this tenant's rows in them
};

// Who asks.
struct Caller {
  std::string account;
  std::optional<std::string> tenant;
  friend bool operator==(const Caller&, const Caller&) = default;
};

// The registry of credentials. It keeps digests of the secrets, not the secrets.
class Accounts {
 public:
  explicit Accounts(const std::vector<Credential>& credentials);

  // Whose the header Authorization is; nothing when it is absent or wrong. The time that it takes says
  // nothing about how much of a secret was right. O(credentials).
  std::optional<Caller> authenticate(const http::Headers& headers) const;

 private:
  using Digest = std::array<unsigned char, 32>;
  struct Entry {
    Digest user_and_secret;
    Caller caller;
  };
  std::vector<Entry> entries_;
};

}  // namespace switchyard::adapters::taskrouter
