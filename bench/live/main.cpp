// The comparison: nginx' fixed 200, a durable SMS webhook, durable task creation by REST, and a long calm
// run.
#include <fmt/format.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstring>
#include <fstream>
#include <stdexcept>
#include <string>

#include "adapters/http/message.h"
#include "adapters/signatures/hmac.h"
#include "bench/live/load.h"
#include "engine/base/sid.h"
#include "tests/live/centre.h"

namespace switchyard::bench {
namespace {

struct Options {
  std::string program;
  std::uint64_t requests = 100'000;
  double calm_seconds = 0;  // of the run at half the rate; 0: none
};

struct Figure {
  LoadResult load;
  double cpu_us = 0;  // a request
};

Figure measure(const LoadOptions& options, const std::vector<int>& processes) {
  const double before = cpu_seconds(processes);
  Figure figure{run_load(options), 0};
  figure.cpu_us = (cpu_seconds(processes) - before) * 1e6 / static_cast<double>(figure.load.answered);
  return figure;
}

void print(const char* name, const Figure& figure) {
  fmt::print("{:<22} {:>9.0f}/s  p50 {:>7.0f} us  p99 {:>7.0f} us  CPU {:>6.1f} us a request{}\n", name,
             static_cast<double>(figure.load.answered) / figure.load.seconds, figure.load.p50_us,
             figure.load.p99_us, figure.cpu_us,
             figure.load.refused == 0 ? "" : fmt::format("  {} REFUSED", figure.load.refused));
  std::fflush(stdout);
}

std::string post(const std::string& path, const std::string& headers, const std::string& body) {
  return "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + headers +
         "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

// nginx with one worker and nothing but a fixed answer.
class Nginx {
 public:
  Nginx() : port_(live::free_port()) {
    std::ofstream(folder_ / "nginx.conf")
        << "daemon off; worker_processes 1; pid nginx.pid; error_log stderr crit;\n"
           "events { worker_connections 1024; }\n"
           "http { access_log off; keepalive_requests 100000000;\n"
           "server { listen 127.0.0.1:"
        << port_ << "; location / { return 200 'ok'; } } }\n";
    process_ = ::fork();
    if (process_ == 0) {
      const std::string prefix = folder_.path();
      ::execlp("nginx", "nginx", "-p", prefix.c_str(), "-c", "nginx.conf", nullptr);
      ::_exit(127);
    }
    live::HttpConnection connection(port_);
    for (int i = 0; i < 100 && connection.request("GET", "/", "", "").status != 200; ++i) ::usleep(20'000);
  }
  ~Nginx() {
    ::kill(process_, SIGTERM);
    ::waitpid(process_, nullptr, 0);
  }
  Nginx(const Nginx&) = delete;
  Nginx& operator=(const Nginx&) = delete;

  std::uint16_t port() const { return port_; }
  std::vector<int> processes() const {
    std::vector<int> all = children_of(process_);
    all.push_back(process_);
    return all;
  }

 private:
  TemporaryFolder folder_;
  std::uint16_t port_;
  int process_ = -1;
};

// Carriers' SIDs and customers' numbers come in no order, which matters to whoever keeps them in one. Another
// one for each `number` (the finalizer of SplitMix64, Steele 2014, is a bijection).
std::uint64_t scattered(std::uint64_t number) {
  number = (number ^ (number >> 30)) * 0xBF58'476D'1CE4'E5B9;
  number = (number ^ (number >> 27)) * 0x94D0'49BB'1331'11EB;
  return number ^ (number >> 31);
}

std::string sms_request(const std::string& url, std::uint64_t number) {
  const std::uint64_t id = scattered(number + 1);
  const live::SignedForm form = live::sms(url, fmt::format("SM{:016x}{:016x}", id, scattered(id)),
                                          "+1" + std::to_string(2'000'000'000 + id % 8'000'000'000),
                                          live::centre_number, std::string(160, 'x'));
  return post("/webhooks/sms", form.headers, form.body);
}

std::string basic_authorization() {
  const std::string text = std::string(live::LiveServer::account) + ":" + live::LiveServer::token;
  return "Authorization: Basic " + adapters::signatures::to_base64(text) + "\r\n";
}

std::string task_request(const std::string& path, const std::string& authorization, std::uint64_t number) {
  return post(path, authorization + "Content-Type: application/x-www-form-urlencoded\r\n",
              adapters::http::write_form({{"Attributes", fmt::format(R"({{"number": {}, "text": "{}"}})",
                                                                     number, std::string(300, 'x'))},
                                          {"TaskChannel", "sms"}}));
}

// Nobody works in the centre, so its tasks end by themselves, and soon nothing is known of them: what grows
// then is a leak.
std::string forgetful_workspace() {
  std::string document = live::centre_workspace();
  document.insert(1,
                  R"("time_to_live": "2s", "ended_kept": "5s", "dedup_kept": "10s", "threads_kept": "10s",)");
  return document;
}

// Flat memory and no descriptor left open, at half of what the server can do.
void calm_run(const std::string& program, double rate, double seconds) {
  live::LiveServer server(program, live::centre_config(), forgetful_workspace());
  server.start();
  LoadOptions calm;
  calm.port = server.port();
  calm.most_per_second = rate / 2;
  const int parts = 10;
  calm.requests = static_cast<std::uint64_t>(calm.most_per_second * seconds / parts);
  std::uint64_t next = 0;
  const std::string url = server.url() + "/webhooks/sms";
  for (int part = 1; part <= parts; ++part) {
    calm.request = [&](std::uint64_t n) { return sms_request(url, next + n); };
    const Figure figure = measure(calm, {server.process()});
    next += calm.requests;
    print(fmt::format("calm {}/{}", part, parts).c_str(), figure);
    ::usleep(500'000);  // for the server to see that the connections are closed
    fmt::print("{:<22} {:.1f} MB resident, {} descriptors\n", "",
               static_cast<double>(resident_bytes(server.process())) / 1e6,
               open_descriptors(server.process()));
  }
}

void run(const Options& options) {
  LoadOptions load;
  load.requests = options.requests;
  Figure fixed;
  {
    const Nginx nginx;
    load.port = nginx.port();
    load.request = [](std::uint64_t n) { return sms_request("http://127.0.0.1/webhooks/sms", n); };
    fixed = measure(load, nginx.processes());
  }
  print("nginx fixed 200", fixed);
  live::LiveServer server(options.program, live::centre_config(), live::centre_workspace());
  server.start();
  load.port = server.port();
  const std::string url = server.url() + "/webhooks/sms";
  load.request = [&](std::uint64_t n) { return sms_request(url, n); };
  const Figure sms = measure(load, {server.process()});
  print("durable sms webhook", sms);
  const std::string path = "/v1/Workspaces/" + make_sid(sid_key("centre"), SidKind::workspace, 1) + "/Tasks";
  const std::string authorization = basic_authorization();
  LoadOptions rest = load;
  rest.request = [&](std::uint64_t n) { return task_request(path, authorization, n); };
  const Figure tasks = measure(rest, {server.process()});
  print("durable REST task", tasks);
  fmt::print("ratio of nginx by CPU: sms {:.3f}, REST task {:.3f}\n", fixed.cpu_us / sms.cpu_us,
             fixed.cpu_us / tasks.cpu_us);
  if (options.calm_seconds > 0)
    calm_run(options.program, static_cast<double>(sms.load.answered) / sms.load.seconds,
             options.calm_seconds);
}

}  // namespace
}  // namespace switchyard::bench

int main(int count, char** arguments) {
  switchyard::bench::Options options;
  for (int i = 1; i + 1 < count; i += 2) {
    if (std::strcmp(arguments[i], "--program") == 0) options.program = arguments[i + 1];
    if (std::strcmp(arguments[i], "--requests") == 0) options.requests = std::stoull(arguments[i + 1]);
    if (std::strcmp(arguments[i], "--calm") == 0) options.calm_seconds = std::stod(arguments[i + 1]);
  }
  try {
    switchyard::bench::run(options);
    return 0;
  } catch (const std::exception& problem) {
    fmt::print(stderr, "switchyard_live_bench: {}\n", problem.what());
    return 1;
  }
}
