// Short texts for machines that ask every few seconds.
#include "adapters/operations/health.h"

#include <algorithm>

namespace switchyard::adapters::operations {
namespace {

http::Response plain(unsigned status, std::string body) {
  return {status,
          {{"Content-Type", "text/plain; charset=utf-8"}, {"Cache-Control", "no-store"}},
          std::move(body)};
}

std::string line_of(const Check& check) {
  std::string line = (check.ok ? "[+]" : "[-]") + check.name + (check.ok ? " ok" : " failed");
  if (!check.text.empty()) line += ": " + check.text;
  std::replace(line.begin(), line.end(), '\n', ' ');
  return line + "\n";
}

}  // namespace

http::Response livez() {
  return plain(200, "ok\n");
}

http::Response readyz(const std::vector<Check>& checks, bool verbose) {
  const bool ready = std::all_of(checks.begin(), checks.end(), [](const Check& check) { return check.ok; });
  std::string body;
  for (const Check& check : checks) {
    if (verbose) body += line_of(check);
  }
  body += ready ? (verbose ? "readyz check passed\n" : "ok\n") : "readyz check failed\n";
  return plain(ready ? 200 : 503, std::move(body));
}

}  // namespace switchyard::adapters::operations
