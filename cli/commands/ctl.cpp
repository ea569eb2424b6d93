// `switchyard ctl`: looks at a live engine and acts on it, over its API.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>
#include <span>
#include <sstream>

#include "cli/commands/commands.h"
#include "cli/json_text.h"
#include "cli/live/api_client.h"
#include "cli/live/diverts.h"
#include "cli/live/lookup.h"
#include "cli/live/work.h"

namespace switchyard::cli {
namespace {

constexpr const char* examples =
    "  switchyard ctl tasks\n"
    "  switchyard ctl workers ann activity Offline\n";

constexpr const char* verbs =
    "workers NAME activity ACTIVITY; tasks SID cancel|wrap|complete [REASON]; tasks SID priority N; "
    "reservations SID accept|reject|wrap|complete";

struct CtlRequest {
  std::string url = "http://127.0.0.1:8080";
  std::string workspace;  // SID or name; empty: the only one
  std::string kind;
  std::vector<std::string> words;  // id, verb, value
  std::size_t format = 0;          // text, json
  bool json() const { return format == 1; }
};

using Column = std::pair<const char*, const char*>;  // heading, field
using Columns = std::span<const Column>;

constexpr Column worker_columns[] = {{"SID", "sid"},
                                     {"NAME", "friendly_name"},
                                     {"ACTIVITY", "activity_name"},
                                     {"AVAILABLE", "available"},
                                     {"SINCE", "date_status_changed"}};
constexpr Column queue_columns[] = {{"SID", "sid"},
                                    {"NAME", "friendly_name"},
                                    {"ORDER", "task_order"},
                                    {"WAITING", "waiting"},
                                    {"OLDEST", "oldest_waiting_age"},
                                    {"AT ONCE", "max_reserved_workers"},
                                    {"WORKERS", "target_workers"}};
constexpr Column task_columns[] = {{"SID", "sid"},
                                   {"STATUS", "assignment_status"},
                                   {"QUEUE", "task_queue_friendly_name"},
                                   {"PRIORITY", "priority"},
                                   {"AGE", "age"}};
constexpr Column reservation_columns[] = {{"SID", "sid"},
                                          {"STATUS", "reservation_status"},
                                          {"WORKER", "worker_name"},
                                          {"TASK", "task_sid"},
                                          {"SINCE", "date_created"}};

struct Kind {
  std::string_view name;
  std::string_view path;  // in the workspace; none: it has no list of its own
  Columns columns;
};

constexpr Column divert_columns[] = {
    {"TENANT", "tenant"}, {"TO", "to"}, {"NUMBER", "number"}, {"UNTIL", "until"}, {"WORKSPACE", "workspace"}};

constexpr Kind kinds[] = {{"workers", "/Workers", worker_columns},
                          {"queues", "/TaskQueues", queue_columns},
                          {"tasks", "/Tasks", task_columns},
                          {"reservations", "", reservation_columns}};

std::string table(const std::vector<Json>& rows, Columns columns) {
  std::vector<std::size_t> widths;
  for (const auto& [heading, field] : columns) {
    widths.push_back(std::string_view(heading).size());
    for (const Json& row : rows) widths.back() = std::max(widths.back(), cell(row, field).size());
  }
  std::string text;
  const auto line = [&](const auto& cell_of) {
    std::string row;
    for (std::size_t c = 0; c < columns.size(); ++c) row += fmt::format("{:<{}}  ", cell_of(c), widths[c]);
    row.erase(row.find_last_not_of(' ') + 1);
    text += row + "\n";
  };
  line([&](std::size_t c) { return std::string(columns[c].first); });
  for (const Json& row : rows) line([&](std::size_t c) { return cell(row, columns[c].second); });
  return text;
}

std::string from_environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : value;
}

using Fields = adapters::http::Fields;

// What becomes of a task or a reservation that is told so; nothing for another word.
std::optional<std::string> status_after(std::string_view kind, std::string_view verb) {
  constexpr std::array<std::array<std::string_view, 3>, 7> words = {
      {{"tasks", "cancel", "canceled"},
       {"tasks", "wrap", "wrapping"},
       {"tasks", "complete", "completed"},
       {"reservations", "accept", "accepted"},
       {"reservations", "reject", "rejected"},
       {"reservations", "wrap", "wrapping"},
       {"reservations", "complete", "completed"}}};
  for (const auto& [of, word, status] : words) {
    if (kind == of && verb == word) return std::string(status);
  }
  return std::nullopt;
}

Outcome<Fields> fields_of_verb(ApiClient& api, const std::string& workspace, const CtlRequest& request) {
  const std::string& verb = request.words[1];
  const std::string value = request.words.size() > 2 ? request.words[2] : "";
  const auto status = status_after(request.kind, verb);
  if (status && request.kind == "tasks")
    return Fields{{"AssignmentStatus", *status}, {"Reason", value.empty() ? "by ctl" : value}};
  if (status && value.empty()) return Fields{{"ReservationStatus", *status}};
  if (request.kind == "tasks" && verb == "priority" && !value.empty()) return Fields{{"Priority", value}};
  if (request.kind == "workers" && verb == "activity" && !value.empty()) {
    const auto activity = find_row(api, workspace + "/Activities", value);
    if (!activity) return tl::unexpected(activity.error());
    return Fields{{"ActivitySid", cell(*activity, "sid")}};
  }
  return fail(ExitCode::usage, fmt::format("{} cannot be told \"{}\"", request.kind, verb), verbs);
}

ExitCode print_rows(const CtlRequest& request, const Console& console, const std::vector<Json>& rows,
                    Columns columns) {
  return console.print(request.json() ? json_text(Json(rows)) : table(rows, columns));
}

Outcome<std::vector<Json>> rows_of(ApiClient& api, const std::string& workspace, const CtlRequest& request,
                                   const Kind& kind) {
  if (kind.path.empty()) {
    return request.words.empty() ? open_reservations(api, workspace)
                                 : reservations_of(api, workspace, request.words[0]);
  }
  const std::string path = workspace + std::string(kind.path);
  if (request.words.empty()) return api.list(path + "?PageSize=1000");
  auto row = find_row(api, path, request.words[0]);
  if (!row) return tl::unexpected(row.error());
  return std::vector<Json>{*std::move(row)};
}

// Where it is told something: the first of `rows`, which must be what was named.
Outcome<std::string> address_of(const std::string& workspace, const CtlRequest& request, const Kind& kind,
                                const std::vector<Json>& rows) {
  if (!kind.path.empty()) return workspace + std::string(kind.path) + "/" + cell(rows.front(), "sid");
  if (rows.size() == 1 && cell(rows.front(), "sid") == request.words[0])
    return workspace + "/Tasks/" + cell(rows.front(), "task_sid") + "/Reservations/" + request.words[0];
  return fail(ExitCode::usage, "a reservation is told something by its own SID", verbs);
}

Outcome<ExitCode> look_or_act(const CtlRequest& request, const Console& console, ApiClient& api,
                              const Kind& kind) {
  const auto workspace = workspace_path(api, request.workspace);
  if (!workspace) return tl::unexpected(workspace.error());
  auto rows = rows_of(api, *workspace, request, kind);
  if (!rows) return tl::unexpected(rows.error());
  if (request.words.size() > 1) {
    const auto fields = fields_of_verb(api, *workspace, request);
    if (!fields) return tl::unexpected(fields.error());
    const auto path = address_of(*workspace, request, kind, *rows);
    if (!path) return tl::unexpected(path.error());
    auto row = api.post(*path, *fields);
    if (!row) return tl::unexpected(row.error());
    rows->assign(1, *std::move(row));
  }
  if (request.kind == "queues") {
    if (auto added = add_waiting(api, *workspace, *rows); !added) return tl::unexpected(added.error());
  }
  return print_rows(request, console, *rows, kind.columns);
}

// "[+]journal:centre ok: sequence 12, …" as an object.
Json check_of(const std::string& line) {
  const std::string_view state = line.starts_with("[+]") ? " ok" : " failed";
  const std::size_t end = line.find(state);
  const std::string text = end == std::string::npos ? "" : line.substr(end + state.size());
  return {{"name", line.substr(3, end - 3)},
          {"ok", line.starts_with("[+]")},
          {"text", text.starts_with(": ") ? text.substr(2) : text}};
}

Json checks_of(const std::string& answer, bool ready) {
  Json checks = Json::array();
  std::istringstream lines(answer);
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("[+]") || line.starts_with("[-]")) checks.push_back(check_of(line));
  }
  return {{"ready", ready}, {"checks", checks}};
}

Outcome<ExitCode> show_journals(const CtlRequest& request, const Console& console) {
  auto api = ApiClient::open({request.url, "", "", from_environment("SWITCHYARD_OPERATOR_TOKEN")});
  if (!api) return tl::unexpected(api.error());
  const auto answer = api->exchange("GET", "/readyz?verbose", {}, "");
  if (!answer) return tl::unexpected(answer.error());
  const bool ready = answer->status == 200;
  if (!ready && answer->status != 503)
    return fail(ExitCode::environment, fmt::format("the server answers {}", answer->status));
  if (ready && answer->body.find("[+]") == std::string::npos)
    return fail(ExitCode::invalid_input, "the host is ready; its journals are for operators only",
                "SWITCHYARD_OPERATOR_TOKEN says who asks: operators.token of its configuration");
  const ExitCode printed =
      console.print(request.json() ? json_text(checks_of(answer->body, ready)) : answer->body);
  return ready ? printed : ExitCode::environment;
}

Outcome<void> check_words(const CtlRequest& request) {
  constexpr std::size_t most_words = 3;
  const bool takes_words = request.kind != "journal" && request.kind != "workspace";
  const std::size_t most = takes_words ? most_words : 0;
  if (request.words.size() <= most) return {};
  return fail(ExitCode::usage, fmt::format("\"{}\" is a word too many", request.words[most]), verbs);
}

Outcome<Json> divert_wish(const std::vector<std::string>& words) {
  Json wish{{"tenant", words[0]}, {"code", from_environment("SWITCHYARD_DIVERT_CODE")}};
  const bool ends = words.size() == 2 && words[1] == "end";
  const bool sends = (words.size() == 3 || words.size() == 4) && words[1] == "to";
  if (!ends && !sends)
    return fail(ExitCode::usage, "diverts cannot be told that",
                "diverts TENANT to NUMBER [UNTIL]; diverts TENANT end");
  if (ends) wish["end"] = true;
  if (sends) wish["to"] = words[2];
  if (words.size() == 4) wish["until"] = words[3];
  return wish;
}

// An operator's: the host's accounts have no say in it.
Outcome<ExitCode> answer_diverts(const CtlRequest& request, const Console& console) {
  const auto wish = request.words.empty() ? Outcome<Json>(Json()) : divert_wish(request.words);
  if (!wish) return tl::unexpected(wish.error());
  auto api = ApiClient::open({request.url, "", "", from_environment("SWITCHYARD_OPERATOR_TOKEN")});
  if (!api) return tl::unexpected(api.error());
  const auto workspace = name_of_workspace(*api, request.workspace);
  if (!workspace) return tl::unexpected(workspace.error());
  if (!wish->is_null()) {
    if (const auto done = change_divert(*api, *workspace, *wish); !done) return tl::unexpected(done.error());
  }
  const auto rows = list_diverts(*api, *workspace);
  if (!rows) return tl::unexpected(rows.error());
  return print_rows(request, console, *rows, divert_columns);
}

Outcome<ExitCode> answer(const CtlRequest& request, const Console& console) {
  if (request.kind == "diverts") return answer_diverts(request, console);
  if (auto good = check_words(request); !good) return tl::unexpected(good.error());
  if (request.kind == "journal") return show_journals(request, console);
  auto api = ApiClient::open(
      {request.url, from_environment("SWITCHYARD_ACCOUNT"), from_environment("SWITCHYARD_TOKEN")});
  if (!api) return tl::unexpected(api.error());
  if (request.kind == "workspace") {
    const auto path = workspace_path(*api, request.workspace);
    if (!path) return tl::unexpected(path.error());
    const auto workspace = api->get(*path);
    if (!workspace) return tl::unexpected(workspace.error());
    return console.print(json_text(*workspace));
  }
  const auto kind =
      std::find_if(std::begin(kinds), std::end(kinds), [&](const Kind& k) { return request.kind == k.name; });
  return look_or_act(request, console, *api, *kind);
}

std::optional<std::string> parse_kind(std::string_view text) {
  for (const char* known :
       {"workers", "queues", "tasks", "reservations", "diverts", "journal", "workspace"}) {
    if (text == known) return std::string(text);
  }
  return std::nullopt;
}

}  // namespace

void add_ctl(CLI::App& program, Chosen& chosen) {
  const auto request = std::make_shared<CtlRequest>();
  CLI::App* command = add_command(program,
                                  {"ctl", "Look at a live engine, and act on it", examples,
                                   "The environment says who asks: SWITCHYARD_ACCOUNT and SWITCHYARD_TOKEN "
                                   "as in the host's configuration;\nfor the journal and diverts "
                                   "SWITCHYARD_OPERATOR_TOKEN, its operators.token, and for diverts the "
                                   "tenant's SWITCHYARD_DIVERT_CODE."},
                                  chosen, [request](const Console& console) {
                                    const auto code = answer(*request, console);
                                    return code ? *code : console.tell(code.error());
                                  });
  add_value(*command, "KIND", request->kind, parse_kind,
            "workers, queues, tasks, reservations, diverts, journal or workspace", "What to look at")
      ->type_name("workers|queues|tasks|reservations|diverts|journal|workspace")
      ->required();
  command
      ->add_option("WORDS", request->words,
                   "An SID or name; then what to do: activity NAME, cancel, wrap, complete, priority N, "
                   "accept, reject, to NUMBER [UNTIL], end")
      ->type_name("WORD");
  command->add_option("--url", request->url, "Where the host listens (http://127.0.0.1:8080)")
      ->type_name("URL");
  command->add_option("--workspace", request->workspace, "Its SID or name; not needed when there is one")
      ->type_name("NAME");
  add_format(*command, request->format, {"text", "json"});
}

}  // namespace switchyard::cli
