// `switchyard serve` as a process of its own, to be asked, killed and started again.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "tests/support/temporary_folder.h"

namespace switchyard::live {

// Writes config, workspace and secrets into a folder and runs the program on them.
class LiveServer {
 public:
  // `config` is the configuration's text without version, listen and journal; `workspace` the document that
  // config may name "workspace.json". Environment of the program: SWITCHYARD_TEST_TOKEN=`token`.
  LiveServer(std::string program, const std::string& config, const std::string& workspace);
  ~LiveServer();

  void start();  // waits until /readyz says 200
  void kill();   // SIGKILL, and waits for the end
  int stop();    // SIGTERM; the exit code
  bool is_running() const { return process_ > 0; }
  pid_t process() const { return process_; }
  std::uint16_t port() const { return port_; }
  std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }
  std::string folder() const { return folder_.path(); }
  std::string journal() const;  // the file of the one workspace
  std::string log() const;      // what it wrote to standard error

  static constexpr const char* token = "0123456789abcdef0123456789abcdef";
  static constexpr const char* account = "AC00000000000000000000000000000001";
  // A header line: account and token.
  static constexpr const char* authorization =
      "Authorization: Basic "
      "QUMwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMTowMTIzNDU2Nzg5YWJjZGVmMDEyMzQ1Njc4OWFi"
      "Y2RlZg==\r\n";

 private:
  void wait_until_ready();

  TemporaryFolder folder_;
  std::string program_;
  std::uint16_t port_ = 0;
  pid_t process_ = -1;
};

struct Reply {
  int status = 0;  // 0: no answer
  std::string body;
};

// One keep-alive connection, blocking. A broken one is opened again by the next request.
class HttpConnection {
 public:
  explicit HttpConnection(std::uint16_t port) : port_(port) {}
  ~HttpConnection();
  HttpConnection(const HttpConnection&) = delete;
  HttpConnection& operator=(const HttpConnection&) = delete;

  // `headers` are whole lines with their line ends.
  Reply request(const std::string& method, const std::string& path, const std::string& headers,
                const std::string& body);
  void use_port(std::uint16_t port);

 private:
  bool connect();
  void close();
  bool send_all(const std::string& bytes);
  Reply read_reply();

  std::uint16_t port_;
  int socket_ = -1;
  std::string received_;
};

// A free port of loopback; taken by nobody for the moment.
std::uint16_t free_port();

// Who signs.
struct Signer {
  std::string account = LiveServer::account;
  std::string token = LiveServer::token;
};

// A form as Twilio posts it, signed for the URL with the token; with its AccountSid.
struct SignedForm {
  std::string body;
  std::string headers;
};
SignedForm sign_form(const std::string& url, std::map<std::string, std::string> fields,
                     const Signer& signer = {});
SignedForm sms(const std::string& url, const std::string& message_sid, const std::string& from,
               const std::string& to, const std::string& text);

}  // namespace switchyard::live
