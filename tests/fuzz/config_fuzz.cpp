// Any text as the configuration of the live program: problems with places, or values that its adapters may
// be made with.
#include <cstdint>
#include <string>
#include <string_view>

#include "adapters/http/allowed_addresses.h"
#include "adapters/http/url.h"
#include "cli/serve/config.h"
#include "engine/base/check.h"
#include "engine/codec/document/problem.h"

namespace switchyard::cli {

std::string_view config_schema_text_to_fuzz();

std::string_view config_schema_text() {
  return config_schema_text_to_fuzz();  // the program, which is built beside this, has the file under its own
                                        // name
}

}  // namespace switchyard::cli

namespace {

using namespace switchyard;

void check(const cli::ServeConfig& config) {
  SY_CHECK(!config.journal_folder.empty());
  SY_CHECK(config.journal_kept >= Duration{} && config.presence_grace >= Duration{});
  SY_CHECK(config.snapshot_every >= 100);
  SY_CHECK(config.queue_limit > 0 && config.connection_limit > 0 && config.body_limit > 0);
  SY_CHECK(config.log_level == "debug" || config.log_level == "info" || config.log_level == "warning" ||
           config.log_level == "error");
  for (const cli::LeadConfig& lead : config.leads) {
    SY_CHECK(!lead.standard_webhooks.empty() || !lead.hmac.empty() || !lead.bearer.empty());
    for (const auto& [attribute, pointer] : lead.fields) SY_CHECK(pointer.starts_with('/'));
  }
  for (const cli::AccountConfig& account : config.accounts) SY_CHECK(!account.token.empty());
  static_cast<void>(adapters::http::AllowedAddresses::parse(config.outgoing_allowed));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  const auto document = codec::parse_document(text, "switchyard.json");
  if (!document) {
    SY_CHECK(document.error().has_errors() && !codec::to_text(document.error()).empty());
    return 0;
  }
  const auto config = cli::read_config(*document);
  if (!config) {
    SY_CHECK(config.error().has_errors() && !codec::to_text(config.error()).empty());
    return 0;
  }
  check(*config);
  return 0;
}
