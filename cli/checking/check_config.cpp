// Each step is the one that `serve` takes, in its order.
#include "cli/checking/check_config.h"

#include <fstream>
#include <utility>

#include "adapters/http/allowed_addresses.h"
#include "cli/serve/config.h"
#include "cli/serve/workspaces.h"

namespace switchyard::cli {
namespace {

codec::Problem problem_at(const codec::Document& document, const codec::Node* node, std::string message) {
  return document.problem(node == nullptr ? document.root : *node, std::move(message));
}

// Those of a document at their places, else one for the whole configuration.
void add(codec::Problems& problems, const codec::Document& document, const Failure& failure) {
  problems.add_all(failure.problems);
  if (failure.problems.empty()) problems.add(document.problem(document.root, failure.message, failure.hint));
}

const codec::Node* allow_list(const codec::Document& document) {
  const codec::Node* outgoing = document.root.member("outgoing");
  return outgoing == nullptr ? nullptr : outgoing->member("allow");
}

// As secrets: the key is one.
void check_certificate(codec::Problems& problems, const codec::Document& document, const TlsConfig& files) {
  const codec::Node& tls = *document.root.member("tls");
  const std::pair<const char*, const std::string&> keys[] = {{"certificate", files.certificate},
                                                             {"key", files.key}};
  for (const auto& [key, file] : keys) {
    if (std::ifstream(file)) continue;
    codec::Problem missing = problem_at(document, tls.member(key), "the file cannot be read");
    missing.severity = codec::Severity::warning;
    problems.add(std::move(missing));
  }
}

}  // namespace

codec::Problems check_config(const codec::Document& document) {
  auto look = look_at_config(document);
  if (!look) return std::move(look.error());
  codec::Problems problems = std::move(look->warnings);
  if (look->config.tls) check_certificate(problems, document, *look->config.tls);
  const auto allowed = adapters::http::AllowedAddresses::parse(look->config.outgoing_allowed);
  if (!allowed) {
    problems.add(problem_at(document, allow_list(document), allowed.error()));
    return problems;
  }
  const auto named = name_workspaces(look->config);
  const auto good =
      named ? check_workspaces(look->config, [&](std::string_view url) { return allowed->refuses(url); })
            : tl::unexpected(named.error());
  if (good) {
    problems.add_all(*good);
  } else {
    add(problems, document, good.error());
  }
  return problems;
}

}  // namespace switchyard::cli
