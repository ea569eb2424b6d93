// `switchyard ctl`: looks at a live engine and acts on it, over its API.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>

#include "cli/commands/commands.h"
#include "cli/json_text.h"
#include "cli/live/api_client.h"
#include "cli/live/diverts.h"
#include "engine/codec/text/utf8.h"

namespace switchyard::cli {
namespace {

constexpr const char* examples =
    "  switchyard ctl tasks\n"
    "  switchyard ctl workers ann activity Offline\n";

struct CtlRequest {
  std::string url = "http://127.0.0.1:8080";
  std::string workspace;  // SID or name; empty: the only one
  std::string kind;
  std::vector<std::string> words;  // id, verb, value
  std::size_t format = 0;          // text, json
};

using Column = std::pair<const char*, const char*>;  // heading, field
struct Kind {
  const char* name;
  const char* path;  // in the workspace
  std::array<Column, 5> columns;
};

constexpr std::array<Kind, 3> kinds = {{
    {"workers",
     "Workers",
     {{{"SID", "sid"},
       {"NAME", "friendly_name"},
       {"ACTIVITY", "activity_name"},
       {"AVAILABLE", "available"},
       {"SINCE", "date_status_changed"}}}},
    {"queues",
     "TaskQueues",
     {{{"SID", "sid"},
       {"NAME", "friendly_name"},
       {"ORDER", "task_order"},
       {"AT ONCE", "max_reserved_workers"},
       {"WORKERS", "target_workers"}}}},
    {"tasks",
     "Tasks",
     {{{"SID", "sid"},
       {"STATUS", "assignment_status"},
       {"QUEUE", "task_queue_friendly_name"},
       {"PRIORITY", "priority"},
       {"AGE", "age"}}}},
}};
constexpr std::array<Column, 5> reservation_columns = {{{"SID", "sid"},
                                                        {"STATUS", "reservation_status"},
                                                        {"WORKER", "worker_name"},
                                                        {"TASK", "task_sid"},
                                                        {"SINCE", "date_created"}}};
constexpr std::array<Column, 5> divert_columns = {{{"TENANT", "tenant"},
                                                   {"TO", "to"},
                                                   {"NUMBER", "number"},
                                                   {"UNTIL", "until"},
                                                   {"WORKSPACE", "workspace"}}};

std::string cell(const Json& row, const char* field) {
  const auto found = row.find(field);
  if (found == row.end() || found->is_null()) return "-";
  return codec::printable(found->is_string() ? found->get<std::string>() : found->dump());
}

std::string table(const std::vector<Json>& rows, const std::array<Column, 5>& columns) {
  std::array<std::size_t, 5> widths{};
  for (std::size_t c = 0; c < columns.size(); ++c) {
    widths[c] = std::string_view(columns[c].first).size();
    for (const Json& row : rows) widths[c] = std::max(widths[c], cell(row, columns[c].second).size());
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

// "/v1/Workspaces/WS…"
Outcome<std::string> workspace_path(ApiClient& api, const std::string& wanted) {
  const auto all = api.list("/v1/Workspaces?PageSize=1000");
  if (!all) return tl::unexpected(all.error());
  std::vector<std::string> sids, names;
  for (const Json& workspace : *all) {
    const std::string sid = cell(workspace, "sid");
    names.push_back(cell(workspace, "friendly_name"));
    if (wanted.empty() || wanted == sid || wanted == names.back()) sids.push_back(sid);
  }
  if (sids.size() == 1) return "/v1/Workspaces/" + sids.front();
  return fail(
      ExitCode::usage,
      sids.empty() ? "there is no such workspace" : "there are several workspaces: name one with --workspace",
      names.empty() ? "" : fmt::format("there are: {}", fmt::join(names, ", ")));
}

// The row whose SID or name it is.
Outcome<Json> find_row(ApiClient& api, const std::string& path, const std::string& wanted) {
  const auto rows = api.list(path + "?PageSize=1000");
  if (!rows) return tl::unexpected(rows.error());
  for (const Json& row : *rows) {
    if (cell(row, "sid") == wanted || cell(row, "friendly_name") == wanted) return row;
  }
  return fail(ExitCode::invalid_input, "there is no \"" + wanted + "\"");
}

Outcome<adapters::http::Fields> fields_of_verb(ApiClient& api, const std::string& workspace,
                                               const CtlRequest& request) {
  const std::string& verb = request.words[1];
  const std::string value = request.words.size() > 2 ? request.words[2] : "";
  if (request.kind == "tasks" && (verb == "cancel" || verb == "wrap" || verb == "complete")) {
    const char* status = verb == "cancel" ? "canceled" : verb == "wrap" ? "wrapping" : "completed";
    return adapters::http::Fields{{"AssignmentStatus", status}, {"Reason", value.empty() ? "by ctl" : value}};
  }
  if (request.kind == "tasks" && verb == "priority" && !value.empty())
    return adapters::http::Fields{{"Priority", value}};
  if (request.kind == "workers" && verb == "activity" && !value.empty()) {
    const auto activity = find_row(api, workspace + "/Activities", value);
    if (!activity) return tl::unexpected(activity.error());
    return adapters::http::Fields{{"ActivitySid", cell(*activity, "sid")}};
  }
  return fail(
      ExitCode::usage, fmt::format("{} cannot be told \"{}\"", request.kind, verb),
      "workers NAME activity ACTIVITY; tasks SID cancel|wrap|complete [REASON]; tasks SID priority N");
}

ExitCode print_rows(const CtlRequest& request, const Console& console, const std::vector<Json>& rows,
                    const std::array<Column, 5>& columns) {
  return console.print(request.format == 1 ? json_text(Json(rows)) : table(rows, columns));
}

Outcome<ExitCode> act(const CtlRequest& request, const Console& console, ApiClient& api, const Kind& kind) {
  const auto workspace = workspace_path(api, request.workspace);
  if (!workspace) return tl::unexpected(workspace.error());
  const std::string path = *workspace + "/" + kind.path;
  if (request.words.empty()) {
    const auto rows = api.list(path + "?PageSize=1000");
    if (!rows) return tl::unexpected(rows.error());
    return print_rows(request, console, *rows, kind.columns);
  }
  auto row = find_row(api, path, request.words[0]);
  if (!row) return tl::unexpected(row.error());
  if (request.words.size() > 1) {
    const auto fields = fields_of_verb(api, *workspace, request);
    if (!fields) return tl::unexpected(fields.error());
    row = api.post(path + "/" + cell(*row, "sid"), *fields);
    if (!row) return tl::unexpected(row.error());
  }
  return print_rows(request, console, {*row}, kind.columns);
}

Outcome<ExitCode> show_reservations(const CtlRequest& request, const Console& console, ApiClient& api) {
  const auto workspace = workspace_path(api, request.workspace);
  if (!workspace) return tl::unexpected(workspace.error());
  const auto workers = api.list(*workspace + "/Workers?PageSize=1000");
  if (!workers) return tl::unexpected(workers.error());
  std::vector<Json> rows;
  for (const Json& worker : *workers) {
    if (!request.words.empty() && request.words[0] != cell(worker, "friendly_name") &&
        request.words[0] != cell(worker, "sid"))
      continue;
    const auto some =
        api.list(*workspace + "/Workers/" + cell(worker, "sid") + "/Reservations?PageSize=1000");
    if (!some) return tl::unexpected(some.error());
    rows.insert(rows.end(), some->begin(), some->end());
  }
  return print_rows(request, console, rows, reservation_columns);
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
  auto api = ApiClient::open(
      {request.url, from_environment("SWITCHYARD_ACCOUNT"), from_environment("SWITCHYARD_TOKEN")});
  if (!api) return tl::unexpected(api.error());
  if (request.kind == "journal") {
    const auto text = api->get_text("/readyz?verbose");
    if (!text) return tl::unexpected(text.error());
    return console.print(*text);
  }
  if (request.kind == "workspace") {
    const auto path = workspace_path(*api, request.workspace);
    if (!path) return tl::unexpected(path.error());
    const auto workspace = api->get(*path);
    if (!workspace) return tl::unexpected(workspace.error());
    return console.print(json_text(*workspace));
  }
  if (request.kind == "reservations") return show_reservations(request, console, *api);
  const auto kind =
      std::find_if(kinds.begin(), kinds.end(), [&](const Kind& k) { return request.kind == k.name; });
  return act(request, console, *api, *kind);
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
                                   "The environment says who asks: SWITCHYARD_ACCOUNT and SWITCHYARD_TOKEN, "
                                   "as in the host's configuration. Diverts are an operator's: "
                                   "SWITCHYARD_OPERATOR_TOKEN, and the tenant's SWITCHYARD_DIVERT_CODE."},
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
                   "to NUMBER [UNTIL], end")
      ->type_name("WORD");
  command->add_option("--url", request->url, "Where the host listens (http://127.0.0.1:8080)")
      ->type_name("URL");
  command->add_option("--workspace", request->workspace, "Its SID or name; not needed when there is one")
      ->type_name("NAME");
  add_format(*command, request->format, {"text", "json"});
}

}  // namespace switchyard::cli
