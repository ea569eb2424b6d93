// A workspace's whole document on a running host: fetched, tried and put to work as an operator.
#pragma once

#include <cstdint>
#include <string>

#include "cli/live/api_client.h"

namespace switchyard::cli {

struct DocumentAtWork {
  std::string text;
  std::string tag;  // names the version, for those who change it
};
Outcome<DocumentAtWork> fetch_document(ApiClient& api, const std::string& workspace);

// What would be at work: the document with what the host adds to it.
struct ProposedDocument {
  bool same = false;
  std::string text;
};
Outcome<ProposedDocument> propose_document(ApiClient& api, const std::string& workspace,
                                           const std::string& text, const std::string& tag);

struct AppliedDocument {
  std::uint32_t version = 0;
  std::uint64_t sequence = 0;  // of the turn since which it is at work
};
Outcome<AppliedDocument> apply_document(ApiClient& api, const std::string& workspace, const std::string& text,
                                        const std::string& tag, bool re_evaluate);

}  // namespace switchyard::cli
