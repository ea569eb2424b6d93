// One thread reads, the test's thread writes; each direction of a WebSocket may have one.
#include "tests/live/agent_client.h"

#include <condition_variable>
#include <mutex>
#include <thread>

#include <boost/asio/connect.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket/stream.hpp>

namespace switchyard::live {

namespace net = boost::asio;
namespace beast = boost::beast;
using Json = nlohmann::json;

struct AgentClient::Parts {
  void read() {
    for (;;) {
      beast::flat_buffer buffer;
      boost::system::error_code problem;
      socket.read(buffer, problem);
      if (problem) return;
      const std::lock_guard lock(mutex);
      heard.push_back(Json::parse(beast::buffers_to_string(buffer.data())));
      more.notify_all();
    }
  }
  // Where the next one of that type stands; heard.size() when there is none.
  std::size_t find(const std::string& type) const {
    std::size_t at = taken;
    while (at < heard.size() && heard[at].value("type", "") != type) ++at;
    return at;
  }

  net::io_context context;
  beast::websocket::stream<net::ip::tcp::socket> socket{context};
  std::mutex mutex;
  std::condition_variable more;
  std::vector<Json> heard;
  std::size_t taken = 0;
  std::thread thread;
};

AgentClient::AgentClient(std::uint16_t port, const std::string& token) : parts_(std::make_unique<Parts>()) {
  parts_->socket.next_layer().connect({net::ip::address_v4::loopback(), port});
  parts_->socket.handshake("127.0.0.1", "/v1/agents/ws?access_token=" + token);
  parts_->thread = std::thread([parts = parts_.get()] { parts->read(); });
}

AgentClient::~AgentClient() {
  boost::system::error_code ignored;
  parts_->socket.next_layer().shutdown(net::ip::tcp::socket::shutdown_both, ignored);
  parts_->thread.join();
}

void AgentClient::say(const Json& message) {
  parts_->socket.write(net::buffer(message.dump()));
}

Json AgentClient::next(const std::string& type, std::chrono::milliseconds longest) {
  std::unique_lock lock(parts_->mutex);
  std::size_t found = 0;
  const bool came = parts_->more.wait_for(lock, longest, [&] {
    found = parts_->find(type);
    return found < parts_->heard.size();
  });
  if (!came) return nullptr;
  parts_->taken = found + 1;
  return parts_->heard[found];
}

Json AgentClient::ask(Json message) {
  const std::string id = std::to_string(++asked_);
  message["id"] = id;
  say(message);
  std::unique_lock lock(parts_->mutex);
  Json result;
  parts_->more.wait_for(lock, std::chrono::seconds(10), [&] {
    for (const Json& heard : parts_->heard)
      if (heard.value("type", "") == "result" && heard.value("id", "") == id) result = heard;
    return !result.is_null();
  });
  return result;
}

}  // namespace switchyard::live
