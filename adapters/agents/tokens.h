// Who an agent is: bearer tokens, kept and compared as hashes.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/http/message.h"

namespace switchyard::adapters::agents {

struct Agent {
  std::string workspace;
  std::string worker;  // the document's name
};

class AgentTokens {
 public:
  // A token that is empty lets nobody in.
  void add(Agent agent, std::string_view token);
  // Whose token it is, else null. Takes as long for every token: O(tokens).
  const Agent* find(std::string_view token) const;
  // Everybody who has one; who has two stands twice.
  std::vector<Agent> agents() const;

 private:
  using Digest = std::array<unsigned char, 32>;  // SHA-256
  static Digest digest_of(std::string_view token);

  std::vector<std::pair<Digest, Agent>> agents_;
};

// Of "Authorization: Bearer TOKEN", or of ?access_token=TOKEN, because browsers cannot set a header on a
// WebSocket. Empty when there is none.
std::string bearer_token(const http::Request& request);

}  // namespace switchyard::adapters::agents
