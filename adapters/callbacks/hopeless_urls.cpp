// Reasons that the client gives may repeat the URL, so only its kind is told.
#include "adapters/callbacks/hopeless_urls.h"

#include <utility>

#include "adapters/http/url.h"

namespace switchyard::adapters::callbacks {
namespace {

constexpr std::size_t most_told = 1'000;
constexpr std::size_t longest = 200;

std::string why_hopeless(const std::string& url) {
  return http::parse_url(url) ? "the address is private and not allowed by /outgoing/allow"
                              : "it is no http or https URL";
}

}  // namespace

std::string url_for_log(std::string_view url) {
  url = url.substr(0, url.find_first_of("?#"));
  const std::size_t scheme = url.find("://");
  const std::size_t begin = scheme == std::string_view::npos ? 0 : scheme + 3;
  const std::size_t user = url.substr(0, url.find('/', begin)).rfind('@');
  std::string shown(url.substr(0, begin));
  shown += url.substr(user == std::string_view::npos || user < begin ? begin : user + 1);
  return shown.substr(0, longest);
}

void HopelessUrls::add(std::string_view url, const std::string& why) {
  std::string shown = url_for_log(url);
  {
    const std::lock_guard lock(guard_);
    if (told_.size() >= most_told || !told_.insert(shown).second) return;
  }
  tell_(shown, why);
}

http::Send watch_for_hopeless(http::Send send, HopelessUrls& urls) {
  return [send = std::move(send), &urls](http::OutgoingRequest request,
                                         std::function<void(http::SendResult)> done) {
    std::string url = request.url;
    send(std::move(request), [&urls, url = std::move(url), done = std::move(done)](http::SendResult result) {
      if (result.hopeless) urls.add(url, why_hopeless(url));
      done(std::move(result));
    });
  };
}

}  // namespace switchyard::adapters::callbacks
