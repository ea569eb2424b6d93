// URLs that no callback will ever reach: told once each, so that they are mended and the log is not filled.
#pragma once

#include <functional>
#include <mutex>
#include <set>
#include <string>
#include <string_view>

#include "adapters/http/outgoing.h"

namespace switchyard::adapters::callbacks {

// A URL as a log may show it: without user, query and fragment, which may tell of people; at most 200 bytes.
std::string url_for_log(std::string_view url);

// Any thread.
class HopelessUrls {
 public:
  // `tell` gets url_for_log() and why; never twice for one URL, and for the first thousand of them only.
  using Tell = std::function<void(const std::string& url, const std::string& why)>;
  explicit HopelessUrls(Tell tell) : tell_(std::move(tell)) {}

  void add(std::string_view url, const std::string& why);

 private:
  Tell tell_;
  std::mutex guard_;
  std::set<std::string, std::less<>> told_;
};

// As `send`; a request that could not be sent the next time either is told to `urls`, which must outlive it.
http::Send watch_for_hopeless(http::Send send, HopelessUrls& urls);

}  // namespace switchyard::adapters::callbacks
