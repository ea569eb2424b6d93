// A carrier that the test plays: takes what is sent, as Twilio's REST does, as long as the test wants it to.
#pragma once

#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "adapters/http/server.h"
#include "tests/support/live_server.h"

namespace switchyard::live {

namespace http = adapters::http;

class PlayedCarrier {
 public:
  PlayedCarrier() {
    auto started = http::Server::start(
        {}, [this](const http::Request& request, const http::Respond& respond) { respond(answer(request)); });
    if (!started) throw std::runtime_error(started.error());
    server_ = *std::move(started);
  }

  std::string url() const { return "http://127.0.0.1:" + std::to_string(server_->port()); }
  void refuse(bool refuses) {
    const std::lock_guard lock(mutex_);
    refuses_ = refuses;
  }
  std::vector<http::Fields> messages() const { return posted_to("/Messages.json"); }
  // The forms posted to a resource of the account, in order.
  std::vector<http::Fields> posted_to(const std::string& resource) const {
    const std::lock_guard lock(mutex_);
    std::vector<http::Fields> forms;
    for (const auto& [path, form] : posted_)
      if (path == account_path() + resource) forms.push_back(form);
    return forms;
  }

 private:
  static std::string account_path() { return "/2010-04-01/Accounts/" + std::string(LiveServer::account); }
  http::Response answer(const http::Request& request) {
    const http::Headers json = {{"Content-Type", "application/json"}};
    if (request.method != "POST") return {404, json, "{}"};
    const std::lock_guard lock(mutex_);
    if (refuses_) return {400, json, R"({"code": 21610, "message": "unsubscribed"})"};
    posted_.emplace_back(request.path, http::read_form(request.body).value_or(http::Fields{}));
    return {201, json, R"({"sid": "SM)" + std::to_string(posted_.size()) + "\"}"};
  }

  mutable std::mutex mutex_;
  bool refuses_ = false;
  std::vector<std::pair<std::string, http::Fields>> posted_;  // path and form
  std::unique_ptr<http::Server> server_;
};

}  // namespace switchyard::live
