// summary.json read back: the figures of a whole run, as a report wants them.
#pragma once

#include <cstddef>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "reports/csv/text_source.h"
#include "reports/measures/window.h"
#include "reports/summary/estimate.h"

namespace switchyard::reports {

using Json = nlohmann::ordered_json;

struct RunSummary {
  Json json;  // of the file, without its intervals, workers and tenants' channels
  Window window;
  std::optional<Time> observed_until;  // somebody stopped the run there; nothing: it came to its end
  double target = 0;                   // the service level that is wanted
  double within_seconds = 0;           // the first threshold of service levels

  const Json& total() const { return json.at("total"); }
  // The scopes of "queues", "tenants" …; empty when the file has none.
  std::vector<const Json*> scopes(const char* list) const;
  std::size_t replications() const;
};

// Errors: no JSON, too deep or too large, another version, a part that must be there and is not; one
// sentence. What is there and is not needed is passed over.
tl::expected<RunSummary, std::string> read_summary(const TextSource& summary_json);

// A metric of a scope by its name; "sl" is sl_offered of the first threshold. Nothing where it was not
// measured.
std::optional<Estimate> value_of(const Json& scope, std::string_view metric);
// Zero where it was not measured.
double amount_of(const Json& scope, std::string_view metric);
std::string name_of(const Json& scope);

}  // namespace switchyard::reports
