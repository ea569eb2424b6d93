// What is asked for becomes one command on the host's thread, where its names can be looked up.
#include "adapters/operations/diverts.h"

#include <algorithm>
#include <array>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>
#include <utility>

#include "adapters/http/json_answer.h"
#include "engine/codec/text/enums.h"
#include "engine/codec/text/time_text.h"
#include "engine/state/state.h"

namespace switchyard::adapters::operations {
namespace {

using Json = nlohmann::ordered_json;

http::Response overloaded() {
  http::Response response = http::json_refusal(503, "the host takes no work at the moment");
  response.headers.emplace_back("Retry-After", "1");
  return response;
}

http::Response no_workspace() {
  return http::json_refusal(404, "there is no such workspace");
}

// What a POST asks for.
struct Wish {
  std::string tenant, code, to;
  std::optional<Time> until;
  bool end = false;
};

tl::expected<Wish, std::string> refuse(std::string why) {
  return tl::unexpected(std::move(why));
}

std::string text_in(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

tl::expected<Wish, std::string> read_wish(const std::string& body) {
  constexpr std::array<std::string_view, 5> keys = {"tenant", "code", "to", "until", "end"};
  const Json object = Json::parse(body, nullptr, false);
  if (!object.is_object()) return refuse("the body is a JSON object");
  for (const auto& [key, value] : object.items()) {
    if (std::find(keys.begin(), keys.end(), key) == keys.end())
      return refuse('"' + key + "\" is no key here: there are tenant, code, to, until and end");
  }
  Wish wish{text_in(object, "tenant"), text_in(object, "code"), text_in(object, "to"), {}, false};
  if (wish.tenant.empty()) return refuse("tenant is the name of the tenant");
  if (wish.code.empty()) return refuse("code is the tenant's divert_code");
  const auto end = object.find("end");
  wish.end = end != object.end() && *end == true;
  if (end != object.end() && !wish.end) return refuse("end is true, or left out");
  if (wish.end == !wish.to.empty())
    return refuse("to is a number of the workspace; or else end is true: one of the two");
  if (!object.contains("until")) return wish;
  wish.until = codec::parse_rfc3339(text_in(object, "until"));
  if (!wish.until) return refuse("until is a time such as 2027-01-15T08:00:00Z");
  if (wish.end) return refuse("until goes with to");
  return wish;
}

template <class Things, class Test>
std::optional<std::uint32_t> find_index(const Things& things, const Test& is_it) {
  const auto found = std::find_if(things.begin(), things.end(), is_it);
  if (found == things.end()) return std::nullopt;
  return static_cast<std::uint32_t>(found - things.begin());
}

tl::expected<Command, http::Response> command_of(const Wish& wish, const Workspace& rules) {
  const auto tenant = find_index(rules.tenants, [&](const auto& there) { return there.name == wish.tenant; });
  if (!tenant) return tl::unexpected(http::json_refusal(404, "there is no such tenant"));
  if (wish.end) return EndDivert{TenantId{*tenant}, wish.code};
  const auto number = find_index(
      rules.numbers, [&](const auto& there) { return there.name == wish.to || there.number == wish.to; });
  if (!number) return tl::unexpected(http::json_refusal(404, "the workspace has no such number"));
  return DivertTenant{TenantId{*tenant}, NumberId{*number}, wish.code, wish.until};
}

http::Response told(const WorkspaceView& view, const Outcome& outcome) {
  const AppliedTurn& turn = outcome.turns.front();
  for (const Event& event : turn.output.events) {
    const auto* refused = std::get_if<CommandRefused>(&event);
    if (refused == nullptr) continue;
    const unsigned status = refused->reason == Refusal::wrong_code ? 403 : 409;
    return http::json_refusal(status, std::string(codec::enum_text(refused->reason)));
  }
  return http::json_answer(200, {{"workspace", view.name}, {"sequence", turn.sequence}});
}

Json diverts_of(const State& state) {
  const Workspace& rules = state.workspace();
  Json list = Json::array();
  for (std::size_t i = 0; i < state.diverts.size(); ++i) {
    const DivertState& divert = state.diverts[i];
    if (divert.to.is_none()) continue;
    const Number& number = rules.numbers[divert.to.index()];
    list.push_back({{"tenant", rules.tenants[i].name},
                    {"to", number.name},
                    {"number", number.number},
                    {"until", divert.until == never ? Json() : Json(codec::to_rfc3339(divert.until))}});
  }
  return list;
}

}  // namespace

void Diverts::handle(const http::Request& request, http::Respond respond) {
  if (!may_use_(request)) return respond(http::json_refusal(401, "diverts are for operators"));
  std::string workspace = request.path.substr(std::string_view(root).size());
  if (request.method == "GET") return show(std::move(workspace), std::move(respond));
  if (request.method == "POST") return change(std::move(workspace), request.body, std::move(respond));
  respond(http::json_refusal(405, "only GET and POST"));
}

void Diverts::show(std::string workspace, http::Respond respond) {
  Work work;
  work.workspace = std::move(workspace);
  work.finish = [respond](const WorkspaceView* view, const Outcome&) {
    if (view == nullptr) return respond(no_workspace());
    respond(
        http::json_answer(200, {{"workspace", view->name}, {"diverts", diverts_of(view->engine.state())}}));
  };
  if (!port_.submit(std::move(work))) respond(overloaded());
}

void Diverts::change(std::string workspace, const std::string& body, http::Respond respond) {
  auto wish = read_wish(body);
  if (!wish) return respond(http::json_refusal(400, wish.error()));
  if (!wish->end && !can_forward_)
    return respond(http::json_refusal(409, "nobody here forwards calls: the configuration has no carrier"));
  const auto refusal = std::make_shared<std::optional<http::Response>>();
  Work work;
  work.workspace = std::move(workspace);
  work.decide = [wish = *std::move(wish), refusal](const WorkspaceView& view) -> std::vector<Command> {
    auto command = command_of(wish, view.engine.state().workspace());
    if (command) return {*std::move(command)};
    *refusal = std::move(command.error());
    return {};
  };
  work.finish = [refusal, respond](const WorkspaceView* view, const Outcome& outcome) {
    if (view == nullptr) return respond(no_workspace());
    if (outcome.kind == Outcome::Kind::journal_failed) return respond(overloaded());
    respond(*refusal ? **refusal : told(*view, outcome));
  };
  if (!port_.submit(std::move(work))) respond(overloaded());
}

}  // namespace switchyard::adapters::operations
