// The URL says what was wanted: …/Accounts/AC…/Calls.json, or …/Calls/CA….json for one that is there.
#include "adapters/carrier/watched_send.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "adapters/carrier/rest.h"

namespace switchyard::adapters::carrier {
namespace {

struct Wanted {
  std::string what;
  bool of_one = false;  // a call or conference that may have gone meanwhile
};

Wanted wanted_by(std::string_view url, std::string_view base_url) {
  constexpr std::string_view accounts = "/Accounts/";
  const std::size_t at = url.starts_with(base_url) ? url.find(accounts) : std::string_view::npos;
  if (at == std::string_view::npos) return {"listener", false};
  std::string_view path = url.substr(at + accounts.size());
  path = path.substr(0, path.find('?'));
  path.remove_prefix(std::min(path.find('/'), path.size() - 1) + 1);
  const std::size_t slash = path.find('/');
  const std::string_view what = path.substr(0, path.find_first_of("/."));
  return {std::string(what), slash != std::string_view::npos};
}

std::string advice(const http::SendResult& result) {
  if (!result.arrived())
    return result.hopeless ? "its address must not be asked: see /outgoing/allow" : "there was no answer";
  const unsigned status = result.response.status;
  if (status == 401 || status == 403) return "it does not let us in: see /carrier/account and /carrier/token";
  if (status == 404) return "it knows no such account or path: see /carrier/account and /carrier/base_url";
  if (status == 429) return "it wants fewer requests";
  return status >= 500 ? "it is in trouble" : "it refuses the request";
}

}  // namespace

http::Send watch_failures(http::Send send, const Settings& settings,
                          std::function<void(const RequestFailure&)> tell) {
  return [send = std::move(send), base_url = settings.base_url, tell = std::move(tell)](
             http::OutgoingRequest request, std::function<void(http::SendResult)> done) {
    Wanted wanted = wanted_by(request.url, base_url);
    send(std::move(request),
         [tell, wanted = std::move(wanted), done = std::move(done)](http::SendResult result) {
           const unsigned status = result.arrived() ? result.response.status : 0;
           const bool gone = wanted.of_one && (status == 400 || status == 404);
           if (!result.accepted() && !gone) tell({wanted.what, status, read_code(result), advice(result)});
           done(std::move(result));
         });
  };
}

}  // namespace switchyard::adapters::carrier
