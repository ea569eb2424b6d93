// All tokens are compared, each in constant time, so that the time says nothing about any of them.
#include "adapters/agents/tokens.h"

#include <openssl/crypto.h>
#include <openssl/sha.h>

namespace switchyard::adapters::agents {

AgentTokens::Digest AgentTokens::digest_of(std::string_view token) {
  Digest digest;
  SHA256(reinterpret_cast<const unsigned char*>(token.data()), token.size(), digest.data());
  return digest;
}

void AgentTokens::add(Agent agent, std::string_view token) {
  if (!token.empty()) agents_.emplace_back(digest_of(token), std::move(agent));
}

const Agent* AgentTokens::find(std::string_view token) const {
  const Digest digest = digest_of(token);
  const Agent* found = nullptr;
  for (const auto& [known, agent] : agents_) {
    if (CRYPTO_memcmp(known.data(), digest.data(), digest.size()) == 0) found = &agent;
  }
  return found;
}

std::vector<Agent> AgentTokens::agents() const {
  std::vector<Agent> all;
  for (const auto& [digest, agent] : agents_) all.push_back(agent);
  return all;
}

std::string bearer_token(const http::Request& request) {
  constexpr std::string_view scheme = "Bearer ";
  const auto header = http::find_header(request.headers, "Authorization");
  if (header && header->starts_with(scheme)) return std::string(header->substr(scheme.size()));
  return std::string(http::find_field(request.query, "access_token").value_or(""));
}

}  // namespace switchyard::adapters::agents
