// The property that credentials of one account or tenant never read or change what belongs to another.
#include <algorithm>
#include <map>

#include "tests/taskrouter/api_world.h"

namespace switchyard::adapters::taskrouter {
namespace {

// Names and attributes that belong to somebody hold a word that nobody else has.
std::string document(const std::string& name, const std::string& account,
                     const std::vector<std::string>& tenants) {
  Json workspace{{"version", 1}, {"name", name}, {"default_activity", "Available"}};
  workspace["taskrouter"] = {{"account_sid", account}};
  for (const std::string& tenant : tenants) {
    const std::string secret = "secret-" + tenant;
    workspace["tenants"].push_back({{"name", tenant}});
    workspace["task_queues"].push_back({{"name", "q " + secret}, {"tenant", tenant}});
    for (const char* worker : {"w1 ", "w2 "})
      workspace["workers"].push_back(
          {{"name", worker + secret}, {"tenant", tenant}, {"attributes", {{"is", secret}}}});
    workspace["workflows"].push_back({{"name", "f " + secret},
                                      {"tenant", tenant},
                                      {"task_routing", {{"default_filter", {{"queue", "q " + secret}}}}}});
  }
  return workspace.dump();
}

struct Party {
  std::string credentials;
  std::string workspace;                    // its path
  std::string secret;                       // the word of what is its own
  std::map<std::string, std::string> sids;  // one of each kind that is its own, and nobody else's
  std::map<std::string, Json> rows;         // what it sees at the beginning, by path
};

class Isolation : public ApiWorld {
 protected:
  void SetUp() override {
    open(document("one", "ACone", {"vilnius", "kaunas"}));
    open(document("two", "ACtwo", {"riga"}));
    for (const std::uint32_t tenant : {0U, 1U}) give_work("one", tenant, tenant == 0 ? "vilnius" : "kaunas");
    give_work("two", 0, "riga");
    const std::string one = "/v1/Workspaces/" + make_sid(sid_key("one"), SidKind::workspace, 1);
    const std::string two = "/v1/Workspaces/" + make_sid(sid_key("two"), SidKind::workspace, 1);
    parties_ = {{"SKvilnius:key-secret", one, "secret-vilnius", {}, {}},
                {"SKkaunas:key-secret", one, "secret-kaunas", {}, {}},
                {"ACtwo:secret-two", two, "secret-riga", {}, {}}};
    for (Party& party : parties_) party.rows = rows_of(party);
    for (Party& party : parties_) collect_sids(party);
  }

  // A task that rings at one of the tenant's workers.
  void give_work(const std::string& workspace, std::uint32_t tenant, const std::string& name) {
    TaskArrives task;
    task.tenant = TenantId{tenant};
    task.channel = TaskChannelId{1};
    task.route = ThroughWorkflow{WorkflowId{tenant}};
    task.attributes = Attributes(Value{Value::Object{{"is", Value{"secret-" + name}}}});
    Work work{workspace, [task](const WorkspaceView&) { return std::vector<Command>{task}; },
              [](const WorkspaceView*, const Outcome& outcome) {
                ASSERT_EQ(outcome.kind, Outcome::Kind::applied);
                ASSERT_FALSE(refusal_in(outcome).has_value());
              }};
    ASSERT_TRUE(port_.submit(std::move(work)));
  }

  static bool is_shared(const std::string& list) { return list == "Activities" || list == "TaskChannels"; }

  std::map<std::string, Json> rows_of(const Party& party) {
    sign_in(party.credentials);
    std::map<std::string, Json> rows;
    const auto look = [&](const std::string& list) {
      const Answer answer = ask("GET " + party.workspace + "/" + list);
      if (answer.status == 200) rows[list] = answer.body;
    };
    for (const char* list :
         {"Activities", "TaskChannels", "TaskQueues", "Workers", "Workflows", "Tasks", "Events"})
      look(list);
    for (const Json& worker : rows["Workers"]["workers"]) {
      look("Workers/" + text_of(worker, "sid") + "/Channels");
      look("Workers/" + text_of(worker, "sid") + "/Reservations");
    }
    rows["workspace"] = ask("GET " + party.workspace).body;
    return rows;
  }

  void collect_sids(Party& party) {
    for (const auto& [list, answer] : party.rows) {
      const bool foreign_workspace = party.workspace != parties_[0].workspace;
      if ((is_shared(list) && !foreign_workspace) || list == "workspace") continue;
      for (const auto& [key, rows] : answer.items()) {
        if (key == "meta") continue;
        for (const Json& row : rows) {
          const bool is_own = list != "Events" || row.dump().find(party.secret) != std::string::npos;
          const std::string sid = text_of(row, "sid");
          if (is_own) party.sids.emplace(sid.substr(0, 2), sid);
        }
      }
    }
    ASSERT_FALSE(party.sids.empty());
  }

  // Every route under the workspace with every way to put SIDs of each kind in its places that names a
  // foreign one.
  static std::vector<std::string> foreign_requests(const Party& caller, const Party& other) {
    std::vector<std::string> requests;
    for (const Route& route : all_routes()) {
      const std::string pattern(route.pattern);
      const std::size_t first = pattern.find("{}");
      if (first == std::string::npos) continue;
      const std::string rest = pattern.substr(first + 2);
      const std::string method = std::string(route.method) + " ";
      if (caller.workspace != other.workspace)
        fill(method + other.workspace + rest, caller, other, true, requests);
      fill(method + caller.workspace + rest, caller, other, false, requests);
    }
    return requests;
  }

  static void fill(const std::string& pattern, const Party& caller, const Party& other, bool is_foreign,
                   std::vector<std::string>& requests) {
    const std::size_t place = pattern.find("{}");
    if (place == std::string::npos) {
      if (is_foreign) requests.push_back(pattern);
      return;
    }
    const auto put = [&](const std::string& sid, bool foreign) {
      std::string filled = pattern;
      filled.replace(place, 2, sid);
      fill(filled, caller, other, foreign, requests);
    };
    for (const auto& [kind, sid] : other.sids) put(sid, true);
    for (const auto& [kind, sid] : caller.sids) put(sid, is_foreign);
  }

  std::vector<Party> parties_;
};

const std::vector<http::Fields>& forms() {
  static const std::vector<http::Fields> all{
      {},
      {{"FriendlyName", "stolen"}},
      {{"FriendlyName", "stolen"}, {"Tenant", "vilnius"}},
      {{"Attributes", "{\"stolen\":true}"}, {"Capacity", "7"}, {"TargetWorkers", "1==2"}},
  };
  return all;
}

TEST_F(Isolation, holds_for_every_route_and_every_sid) {
  std::size_t asked = 0;
  for (const Party& caller : parties_) {
    for (const Party& other : parties_) {
      if (&caller == &other) continue;
      sign_in(caller.credentials);
      for (const std::string& request : foreign_requests(caller, other)) {
        const bool is_post = request.substr(0, 4) == "POST";
        for (std::size_t f = 0; f < (is_post ? forms().size() : 1); ++f, ++asked) {
          const Answer answer = ask(request, forms()[f]);
          ASSERT_EQ(answer.status, 404U) << caller.credentials << ": " << request << answer.body.dump();
          ASSERT_EQ(answer.body.dump().find(other.secret), std::string::npos) << request;
        }
      }
    }
  }
  EXPECT_GT(asked, 1000U);
  for (const Party& party : parties_) EXPECT_EQ(rows_of(party), party.rows) << party.credentials;
}

TEST_F(Isolation, holds_for_what_lists_show) {
  for (const Party& caller : parties_) {
    const std::string all = Json(rows_of(caller)).dump();
    EXPECT_NE(all.find(caller.secret), std::string::npos);
    for (const Party& other : parties_) {
      if (&caller == &other) continue;
      EXPECT_EQ(all.find(other.secret), std::string::npos) << caller.credentials;
    }
  }
}

TEST_F(Isolation, holds_for_sids_and_names_in_parameters) {
  const Party& caller = parties_[0];
  const Party& other = parties_[1];
  const std::string queue = text_of(other.rows.at("TaskQueues")["task_queues"][0], "sid");
  const std::string worker = text_of(other.rows.at("Workers")["workers"][0], "sid");
  sign_in(caller.credentials);
  const std::string reads[] = {"/Workers?TaskQueueSid=" + queue,
                               "/Workers?TaskQueueName=q%20secret-kaunas",
                               "/Workers?FriendlyName=w1%20secret-kaunas",
                               "/Workers?TargetWorkersExpression=is%20%3D%3D%20'secret-kaunas'",
                               "/TaskQueues?WorkerSid=" + worker,
                               "/TaskQueues?FriendlyName=q%20secret-kaunas",
                               "/TaskQueues?EvaluateWorkerAttributes=%7B%22is%22%3A%22secret-kaunas%22%7D",
                               "/Workflows?FriendlyName=f%20secret-kaunas"};
  for (const std::string& read : reads) {
    const Answer answer = ask("GET " + caller.workspace + read);
    EXPECT_EQ(answer.status, 200U) << read;
    EXPECT_EQ(answer.body.dump().find("\"friendly_name\":\"" + std::string("w1 ") + other.secret),
              std::string::npos);
    EXPECT_EQ(answer.body.dump().find(queue + "\""), std::string::npos) << read;
  }
  const Answer stolen =
      ask("POST " + caller.workspace + "/Workflows",
          {{"FriendlyName", "mine"},
           {"Configuration", R"({"task_routing":{"default_filter":{"queue":")" + queue + R"("}}})"}});
  EXPECT_EQ(stolen.status, 400U);
  EXPECT_EQ(stolen.text("message").find("kaunas"), std::string::npos) << stolen.text("message");
  EXPECT_EQ(rows_of(other), other.rows);
}

TEST_F(Isolation, lets_tenants_change_their_own_and_nothing_that_is_shared) {
  const Party& caller = parties_[0];
  sign_in(caller.credentials);
  const std::string channel = caller.workspace + "/TaskChannels/voice";
  const std::string activity =
      caller.workspace + "/Activities/" + text_of(caller.rows.at("Activities")["activities"][1], "sid");
  const http::Fields named{{"FriendlyName", "x"}, {"UniqueName", "x"}};
  for (const std::string& request :
       {"POST " + caller.workspace, "DELETE " + caller.workspace, "POST " + channel, "DELETE " + channel,
        "POST " + activity, "DELETE " + activity, "POST " + caller.workspace + "/Activities",
        "POST " + caller.workspace + "/TaskChannels", std::string("POST /v1/Workspaces")}) {
    const Answer refused = ask(request, named);
    EXPECT_EQ(refused.status, 403U) << request;
    EXPECT_EQ(refused.body["code"], 20403) << request;
  }
  make(caller.workspace + "/TaskQueues", {{"FriendlyName", "second"}});
  const Answer worker = make(caller.workspace + "/Workers", {{"FriendlyName", "third"}});
  EXPECT_EQ(ask("POST " + caller.workspace + "/Workers/" + worker.sid(), {{"FriendlyName", "fourth"}}).status,
            200U);
  auto rows = rows_of(parties_[1]);
  auto before = parties_[1].rows;
  for (auto* both : {&rows, &before}) both->erase("Events");  // that the shared rules have changed is shared
  EXPECT_EQ(rows, before);
  EXPECT_EQ(ask("GET /v1/Workspaces").body["workspaces"].size(), 1U);
}

// One of each kind that tenants have for themselves; the workflow leads to the queue of that SID.
std::vector<std::pair<std::string, http::Fields>> things(const std::string& queue) {
  return {{"/Workers", {{"FriendlyName", "new"}}},
          {"/TaskQueues", {{"FriendlyName", "new"}}},
          {"/Workflows",
           {{"FriendlyName", "new"},
            {"Configuration", R"({"task_routing":{"default_filter":{"queue":")" + queue + R"("}}})"}}}};
}

http::Fields of_tenant(http::Fields form, const std::string& tenant) {
  form.emplace_back("Tenant", tenant);
  return form;
}

// A key that names another learns nothing, not even whether there is one.
TEST_F(Isolation, holds_for_whom_a_new_thing_is) {
  const Party& caller = parties_[0];
  const std::string& workspace = caller.workspace;
  for (const auto& [list, form] : things(caller.sids.at("WQ"))) {
    sign_in(caller.credentials);
    const Answer other = ask("POST " + workspace + list, of_tenant(form, "kaunas"));
    const Answer nobody = ask("POST " + workspace + list, of_tenant(form, "tallinn"));
    EXPECT_EQ(other.status, 400U) << list;
    EXPECT_EQ(other.body, nobody.body) << list;
    EXPECT_EQ(ask("POST " + workspace + list, of_tenant(form, "vilnius")).body["tenant"], "vilnius") << list;
    const std::string own = caller.sids.at(list == "/Workers" ? "WK" : list == "/TaskQueues" ? "WQ" : "WW");
    EXPECT_EQ(ask("POST " + workspace + list + "/" + own, {{"Tenant", "kaunas"}}).status, 400U) << list;
    EXPECT_EQ(ask("POST " + workspace + list + "/" + own, {{"Tenant", "vilnius"}}).status, 200U) << list;
    sign_in("ACtwo:secret-two");
    EXPECT_EQ(ask("POST " + workspace + list, of_tenant(form, "kaunas")).status, 404U) << list;
  }
  auto rows = rows_of(parties_[1]);
  auto before = parties_[1].rows;
  for (auto* both : {&rows, &before}) both->erase("Events");
  EXPECT_EQ(rows, before);
}

TEST_F(Isolation, lets_an_account_say_whose_a_new_thing_is) {
  const std::string& workspace = parties_[0].workspace;
  for (const auto& [list, form] : things(parties_[1].sids.at("WQ"))) {
    sign_in("ACone:secret-one");
    const Answer none = ask("POST " + workspace + list, form);
    EXPECT_EQ(none.status, 400U) << list;
    EXPECT_NE(none.text("message").find("Missing required parameter Tenant"), std::string::npos);
    const Answer nobody = ask("POST " + workspace + list, of_tenant(form, "tallinn"));
    EXPECT_EQ(nobody.status, 400U) << list;
    EXPECT_EQ(nobody.text("message"), "Tenant is not a tenant of the workspace");
    const Answer made = make(workspace + list, of_tenant(form, "kaunas"));
    EXPECT_EQ(made.text("tenant"), "kaunas") << list;
    const std::string path = "GET " + workspace + list + "/" + made.sid();
    sign_in("SKkaunas:key-secret");
    EXPECT_EQ(ask(path).status, 200U) << list;
    sign_in("SKvilnius:key-secret");
    EXPECT_EQ(ask(path).status, 404U) << list;
  }
}

TEST_F(Isolation, an_account_need_not_name_the_only_tenant) {
  sign_in("ACtwo:secret-two");
  for (auto [list, form] : things(parties_[2].sids.at("WQ"))) {
    EXPECT_EQ(make(parties_[2].workspace + list, form).text("tenant"), "riga") << list;
    form[0].second = "newer";
    EXPECT_EQ(make(parties_[2].workspace + list, of_tenant(form, "riga")).text("tenant"), "riga") << list;
  }
  sign_in("ACone:secret-one");
  const std::string plain = make_workspace();
  EXPECT_EQ(make(plain + "/Workers", {{"FriendlyName", "a"}}).text("tenant"), "default");
  EXPECT_EQ(make(plain + "/Workers", {{"FriendlyName", "b"}, {"Tenant", "default"}}).text("tenant"),
            "default");
  EXPECT_EQ(ask("POST " + plain + "/Workers", {{"FriendlyName", "c"}, {"Tenant", "x"}}).status, 400U);
}

}  // namespace
}  // namespace switchyard::adapters::taskrouter
