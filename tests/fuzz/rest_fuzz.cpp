// Any request to the TaskRouter API: one answer of its own, JSON where it has a body, no fault of ours, and
// nothing of another account.
#include <algorithm>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "adapters/instructions/read.h"
#include "adapters/signatures/hmac.h"
#include "adapters/taskrouter/api.h"
#include "engine/base/check.h"
#include "engine/base/sid.h"
#include "engine/rules/invariants.h"
#include "tests/support/live_desk.h"

namespace {

using namespace switchyard;
using namespace switchyard::adapters;

constexpr std::string_view word_of_others = "nobody-else-knows";

// The desk, whose account asks, beside a workspace of another account.
struct Office : LiveDesk {
  Office()
      : api(port, taskrouter::Accounts(std::vector<taskrouter::Credential>{{"AC1", "secret", "AC1", {}}}),
            {"https://example.com", [this] { return port.now(); }, {}}) {
    port.observe(api);
    open_for("desk", "AC1", "line");
    open_for("others", "AC2", std::string(word_of_others));
    arrive();
    change_activity(ann, available);
    arrive();
  }

  void open_for(const std::string& name, const std::string& account, const std::string& queue) {
    const std::string document = R"({"version": 1, "name": ")" + name + R"(",
      "taskrouter": {"account_sid": ")" +
                                 account + R"("},
      "task_channels": [{"name": "voice"}], "workers": [{"name": "ann"}, {"name": "ben"}],
      "task_queues": [{"name": ")" +
                                 queue + R"("}],
      "workflows": [{"name": "calls", "task_routing": {"default_filter": {"queue": ")" +
                                 queue + R"("}}}]})";
    bool opened = false;
    const bool taken = port.open_workspace(document, [&](const auto& made) { opened = made.has_value(); });
    SY_CHECK(taken && opened);
  }

  http::Response answer_to(http::Request request) {
    std::vector<http::Response> answers;
    api.handle(std::move(request), [&](http::Response response) { answers.push_back(std::move(response)); });
    SY_CHECK(answers.size() == 1);
    return answers.front();
  }

  taskrouter::Api api;
};

void check_instructions(const std::string& text) {
  if (const auto form = http::read_form(text)) static_cast<void>(read_instruction_form(*form));
  static_cast<void>(read_instruction_json(text));
}

// "POST /v1/…", headers, an empty line, the body; $S, $T, $R, $W stand for the SIDs of workspace, task,
// reservation and worker, which no fuzzer would find.
http::Request read_request(std::string text) {
  const SidKey key = sid_key("desk");
  const std::pair<std::string_view, std::string> names[] = {
      {"$S", make_sid(key, SidKind::workspace, 1)},   {"$T", make_sid(key, SidKind::task, 1)},
      {"$U", make_sid(key, SidKind::task, 2)},        {"$R", make_sid(key, SidKind::reservation, 1)},
      {"$W", make_sid(key, SidKind::worker, 1)},      {"$Q", make_sid(key, SidKind::task_queue, 1)},
      {"$F", make_sid(key, SidKind::workflow, 1)},    {"$A", make_sid(key, SidKind::activity, 1)},
      {"$C", make_sid(key, SidKind::task_channel, 1)}};
  for (const auto& [name, sid] : names) {
    for (std::size_t at = text.find(name); at != std::string::npos; at = text.find(name, at + sid.size()))
      text.replace(at, name.size(), sid);
  }
  http::Request request;
  const std::size_t end = std::min(text.find("\n\n"), text.size());
  request.body = text.substr(std::min(end + 2, text.size()));
  text.resize(end);
  std::size_t line_end = std::min(text.find('\n'), text.size());
  const std::string line = text.substr(0, line_end);
  const std::size_t space = std::min(line.find(' '), line.size());
  request.method = line.substr(0, space);
  request.target = line.substr(std::min(space + 1, line.size()));
  const std::size_t mark = std::min(request.target.find('?'), request.target.size());
  request.path = http::percent_decode(request.target.substr(0, mark)).value_or("/");
  request.query = http::read_form(request.target.substr(std::min(mark + 1, request.target.size())))
                      .value_or(http::Fields{});
  while (line_end < text.size()) {
    const std::size_t next = std::min(text.find('\n', line_end + 1), text.size());
    const std::string header = text.substr(line_end + 1, next - line_end - 1);
    const std::size_t colon = std::min(header.find(':'), header.size());
    request.headers.emplace_back(header.substr(0, colon), header.substr(std::min(colon + 1, header.size())));
    line_end = next;
  }
  return request;
}

void check_answer(const http::Response& response, bool may_say_word) {
  SY_CHECK(response.status >= 200 && response.status < 500);
  SY_CHECK(may_say_word || response.body.find(word_of_others) == std::string::npos);
  if (response.body.empty()) return;
  const auto json = nlohmann::json::parse(response.body, nullptr, false);
  SY_CHECK(json.is_object());
  SY_CHECK(response.status < 400 || (json.contains("code") && json.contains("message")));
}

}  // namespace

// Requests, one after another, between lines of "==".
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string text(reinterpret_cast<const char*>(data), size);
  check_instructions(text);
  Office office;
  // A fuzzer reads along what is compared, and may say the word itself.
  const bool may_say_word = text.find("nobody") != std::string::npos || text.find('%') != std::string::npos;
  const std::string authorization = "Basic " + signatures::to_base64("AC1:secret");
  for (int turn = 0; turn < 8 && !text.empty(); ++turn) {
    const std::size_t end = std::min(text.find("\n==\n"), text.size());
    http::Request request = read_request(text.substr(0, end));
    text.erase(0, std::min(end + 4, text.size()));
    request.headers.emplace_back("Authorization", authorization);
    check_answer(office.answer_to(std::move(request)), may_say_word);
    if (const Engine* engine = office.port.engine("desk"))
      SY_CHECK(broken_invariants(engine->state()).empty());
  }
  return 0;
}
