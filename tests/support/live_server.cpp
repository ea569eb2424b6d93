// POSIX sockets and processes: the test speaks to the program as a stranger does.
#include "tests/support/live_server.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <stdexcept>
#include <utility>

#include "adapters/http/message.h"

namespace switchyard::live {
namespace {

constexpr int tries = 600;  // to reach a server that starts, 50 ms apart
constexpr useconds_t pause = 50'000;

sockaddr_in loopback(std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

std::string read_all(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string base64(const unsigned char* bytes, unsigned size) {
  std::string text(4 * ((size + 2) / 3), '\0');
  EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()), bytes, static_cast<int>(size));
  return text;
}

// Of a head in lower case; nothing when it is not there.
std::size_t content_length(const std::string& head) {
  std::string small = head;
  std::transform(small.begin(), small.end(), small.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  const std::size_t at = small.find("\r\ncontent-length:");
  if (at == std::string::npos) return 0;
  std::size_t length = 0;
  const std::size_t begin = small.find_first_not_of(' ', at + 17);
  std::from_chars(small.data() + begin, small.data() + small.size(), length);
  return length;
}

}  // namespace

std::uint16_t free_port() {
  const int probe = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address = loopback(0);
  socklen_t size = sizeof address;
  const bool good = ::bind(probe, reinterpret_cast<const sockaddr*>(&address), size) == 0 &&
                    ::getsockname(probe, reinterpret_cast<sockaddr*>(&address), &size) == 0;
  ::close(probe);
  if (!good) throw std::runtime_error("no free port on loopback");
  return ntohs(address.sin_port);
}

LiveServer::LiveServer(std::string program, const std::string& config, const std::string& workspace)
    : program_(std::move(program)), port_(free_port()) {
  std::ofstream(folder_ / "workspace.json") << workspace;
  std::ofstream(folder_ / "config.json")
      << R"({"version": 1, "listen": "127.0.0.1:)" << port_
      << R"(", "journal": {"folder": "journals"}, "limits": {"requests_per_second": 0, )"
      << R"("account_requests_per_second": 0}, )" << config << "}";
}

LiveServer::~LiveServer() {
  if (is_running()) kill();
}

void LiveServer::start() {
  process_ = ::fork();
  if (process_ == 0) {
    const int log = ::open((folder_ / "serve.log").c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
    ::dup2(log, STDOUT_FILENO);
    ::dup2(log, STDERR_FILENO);
    ::setenv("SWITCHYARD_TEST_TOKEN", token, 1);
    const std::string config = folder_ / "config.json";
    ::execl(program_.c_str(), program_.c_str(), "serve", "--config", config.c_str(), nullptr);
    ::_exit(127);
  }
  wait_until_ready();
}

void LiveServer::wait_until_ready() {
  HttpConnection connection(port_);
  for (int i = 0; i < tries; ++i) {
    if (connection.request("GET", "/readyz", "", "").status == 200) return;
    int status = 0;
    if (::waitpid(process_, &status, WNOHANG) == process_) {
      process_ = -1;
      break;
    }
    ::usleep(pause);
  }
  throw std::runtime_error("the server does not become ready: " + log());
}

void LiveServer::kill() {
  ::kill(process_, SIGKILL);
  ::waitpid(std::exchange(process_, -1), nullptr, 0);
}

int LiveServer::stop() {
  ::kill(process_, SIGTERM);
  int status = 0;
  ::waitpid(std::exchange(process_, -1), &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

std::string LiveServer::journal() const {
  for (const auto& entry : std::filesystem::directory_iterator(folder_ / "journals")) {
    if (entry.path().extension() == ".journal") return entry.path().string();
  }
  throw std::runtime_error("there is no journal in " + folder());
}

std::string LiveServer::log() const {
  return read_all(folder_ / "serve.log");
}

HttpConnection::~HttpConnection() {
  close();
}

void HttpConnection::use_port(std::uint16_t port) {
  close();
  port_ = port;
}

void HttpConnection::close() {
  if (socket_ >= 0) ::close(std::exchange(socket_, -1));
  received_.clear();
}

bool HttpConnection::connect() {
  if (socket_ >= 0) return true;
  socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const sockaddr_in address = loopback(port_);
  const int one = 1;
  ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) return true;
  close();
  return false;
}

bool HttpConnection::send_all(const std::string& bytes) {
  std::size_t sent = 0;
  while (sent < bytes.size()) {
    const ssize_t count = ::send(socket_, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
    if (count <= 0) return false;
    sent += static_cast<std::size_t>(count);
  }
  return true;
}

Reply HttpConnection::read_reply() {
  std::array<char, 16'384> block{};
  std::size_t head_end = std::string::npos;
  std::size_t whole = 0;
  while (true) {
    if (head_end == std::string::npos) {
      head_end = received_.find("\r\n\r\n");
      if (head_end != std::string::npos) whole = head_end + 4 + content_length(received_.substr(0, head_end));
    }
    if (head_end != std::string::npos && received_.size() >= whole) break;
    const ssize_t count = ::recv(socket_, block.data(), block.size(), 0);
    if (count <= 0) return {};
    received_.append(block.data(), static_cast<std::size_t>(count));
  }
  Reply reply;
  std::from_chars(received_.data() + 9, received_.data() + 12, reply.status);
  reply.body = received_.substr(head_end + 4, whole - head_end - 4);
  received_.erase(0, whole);
  return reply;
}

Reply HttpConnection::request(const std::string& method, const std::string& path, const std::string& headers,
                              const std::string& body) {
  const std::string text = method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port_) +
                           "\r\n" + headers + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
                           body;
  Reply reply;
  if (connect() && send_all(text)) reply = read_reply();
  if (reply.status == 0) close();
  return reply;
}

SignedForm sign_form(const std::string& url, std::map<std::string, std::string> fields,
                     const Signer& signer) {
  fields["AccountSid"] = signer.account;
  std::string data = url;
  adapters::http::Fields form;
  for (const auto& [name, value] : fields) {
    data += name + value;
    form.emplace_back(name, value);
  }
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  HMAC(EVP_sha1(), signer.token.data(), static_cast<int>(signer.token.size()),
       reinterpret_cast<const unsigned char*>(data.data()), data.size(), digest.data(), &size);
  return {adapters::http::write_form(form),
          "Content-Type: application/x-www-form-urlencoded\r\nX-Twilio-Signature: " +
              base64(digest.data(), size) + "\r\n"};
}

SignedForm sms(const std::string& url, const std::string& message_sid, const std::string& from,
               const std::string& to, const std::string& text) {
  return sign_form(url, {{"Body", text}, {"From", from}, {"MessageSid", message_sid}, {"To", to}});
}

}  // namespace switchyard::live
