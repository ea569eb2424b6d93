// The property that what one account, or one source of leads, can sign reaches nothing of another's: every
// route that is posted to, with every credential that is not its own.
#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <optional>

#include "adapters/callbacks/document_settings.h"
#include "adapters/carrier/reports.h"
#include "adapters/webhooks/webhooks.h"
#include "tests/webhooks/carrier_desk.h"

namespace switchyard::adapters::webhooks {
namespace {

struct Party {
  std::string account, token, workspace, number, source, bearer;
};

const std::vector<Party>& parties() {
  static const std::vector<Party> all = {{"AC1", "token one", "one", "+4930100", "leads", "lead one"},
                                         {"AC2", "token two", "two", "+4930200", "leads/new", "lead two"}};
  return all;
}

std::string document_of(const Party& party) {
  return R"({"version": 1, "name": ")" + party.workspace + R"(", "default_activity": "Available",
  "taskrouter": {"account_sid": ")" +
         party.account + R"("},
  "task_channels": [{"name": "sms", "kind": "messages"}, {"name": "voice", "kind": "call"}, {"name": "lead"}],
  "workers": [{"name": "ann", "attributes": {"contact_uri": "client:ann"}}],
  "task_queues": [{"name": "line"}],
  "workflows": [{"name": "all", "task_routing": {"filters": [
    {"filter_friendly_name": "calls", "expression": "call_sid != null",
     "targets": [{"queue": "line", "timeout": 60}, {"end": "voicemail"}]}],
    "default_filter": {"queue": "line"}}}],
  "numbers": [{"name": "main", "number": ")" +
         party.number + R"(", "workflow": "all"}]})";
}

LeadSource source_of(const Party& party) {
  LeadSource source;
  source.name = party.source;
  source.workspace = party.workspace;
  source.tenant = "default";
  source.channel = "lead";
  source.workflow = "all";
  source.proof = BearerToken{{party.bearer}};
  return source;
}

class WebhookIsolation : public ::testing::Test, protected World {
 protected:
  WebhookIsolation() : carrier_(port, send(), after(), carrier::settings()) {
    Settings settings;
    settings.public_url = public_url;
    settings.owner_of = [](const Workspace& rules) {
      return callbacks::read_document_settings(rules).account_sid;
    };
    settings.ended_calls.change = [this](const auto& added, Time, const auto&) {
      ends_kept_ += added.size();
      return true;
    };
    settings.ended_calls.read = [] { return std::vector<std::pair<std::string, Time>>(); };
    for (const Party& party : parties()) {
      settings.accounts.push_back({party.account, {party.token}, {}});
      settings.leads.push_back(source_of(party));
    }
    webhooks_ = Webhooks::make(port, std::move(settings), now(), after()).value();
    port.observe(*webhooks_);
    port.observe(carrier_);
    for (const Party& party : parties()) {
      open(document_of(party));
      EXPECT_EQ(opened, "");
    }
  }

  http::Response post(const http::Request& request) {
    std::optional<http::Response> answer;
    const http::Respond respond = [&](http::Response response) { answer = std::move(response); };
    request.path.starts_with("/carrier/") ? carrier_.handle(request, respond)
                                          : webhooks_->handle(request, respond);
    advance({});
    return answer.value_or(http::Response{0, {}, "no answer"});
  }

  // A call that is there, a message that is there; and of both the next, which is not.
  static http::Fields form_of(const Party& party, const std::string& serial, const std::string& status) {
    return {{"MessageSid", "SM" + serial},
            {"CallSid", "CA" + serial},
            {"AccountSid", party.account},
            {"From", "+4917011"},
            {"To", party.number},
            {"Body", "hello"},
            {"CallStatus", status},
            {"RecordingSid", "RE1"},
            {"RecordingUrl", "https://r/1"},
            {"RecordingDuration", "7"},
            {"RecordingStatus", "completed"}};
  }

  http::Response post_own(const Party& party, const std::string& path, const std::string& serial,
                          const std::string& status = "ringing") {
    return post(signed_post(path, form_of(party, serial, status), party.token));
  }

  static http::Request lead(const Party& to, const std::string& bearer, const std::string& key) {
    http::Request request =
        plain_post("/webhooks/leads/" + to.source, R"({"phone": "1"})", "application/json");
    request.headers.emplace_back("Authorization", "Bearer " + bearer);
    request.headers.emplace_back("Idempotency-Key", key);
    return request;
  }

  void give_work() {
    for (const Party& party : parties()) {
      EXPECT_EQ(post_own(party, "/webhooks/sms", "-there").status, 200U);
      EXPECT_EQ(post_own(party, "/webhooks/voice", "-there").status, 200U);
      EXPECT_EQ(post(lead(party, party.bearer, "there")).status, 202U);
    }
  }

  std::map<std::string, std::uint64_t> sequences() const {
    std::map<std::string, std::uint64_t> all;
    for (const Party& party : parties()) all[party.workspace] = port.engine(party.workspace)->sequence();
    return all;
  }

  std::uint64_t tasks_of(const Party& party) const { return state(party.workspace).next_task - 1; }

  std::size_t ends_kept_ = 0;
  carrier::Carrier carrier_;
  std::unique_ptr<Webhooks> webhooks_;
};

// What a caller who has only its own secrets can post about another's calls, messages and recordings.
std::vector<http::Request> foreign_posts(
    const Party& caller, const Party& other,
    const std::function<http::Fields(const std::string&, const std::string&)>& form) {
  std::vector<std::string> targets;
  for (const auto& [path, kind] : webhook_paths) targets.emplace_back(path);
  for (const std::string_view path : carrier::report_paths()) {
    for (const char* task : {"1", "2", "3"})
      targets.push_back(std::string(path) + "?w=" + other.workspace + "&t=" + task + "&r=" + task +
                        "&e=2.0&kept=0");
  }
  std::vector<http::Request> posts;
  for (const std::string& target : targets) {
    for (const char* serial : {"-there", "-next"}) {
      for (const char* status : {"ringing", "in-progress", "completed", "canceled"}) {
        for (const std::string& account : {caller.account, other.account})
          posts.push_back(
              signed_post(target, with(form(serial, status), "AccountSid", account), caller.token));
      }
    }
  }
  return posts;
}

TEST_F(WebhookIsolation, holds_for_every_route_and_every_foreign_credential) {
  give_work();
  const auto before = sequences();
  std::size_t asked = 0;
  std::size_t refused = 0;
  for (const Party& caller : parties()) {
    for (const Party& other : parties()) {
      if (caller.account == other.account) continue;
      const auto form = [&](const std::string& serial, const std::string& status) {
        return form_of(other, serial, status);
      };
      for (const http::Request& request : foreign_posts(caller, other, form)) {
        const http::Response answer = post(request);
        const bool is_webhook = request.path.starts_with("/webhooks/");
        const bool as_itself =
            http::find_field(*http::read_form(request.body), "AccountSid") == caller.account;
        EXPECT_EQ(answer.status, is_webhook && as_itself ? 404U : 403U) << request.target << answer.body;
        EXPECT_EQ(answer.body.find("WT"), std::string::npos) << answer.body;
        ++asked;
        refused += is_webhook ? 1 : 0;
      }
      for (const std::string& secret : {caller.bearer, caller.token, std::string()}) {
        for (const char* key : {"there", "next"}) EXPECT_EQ(post(lead(other, secret, key)).status / 100, 4U);
      }
    }
  }
  EXPECT_GT(asked, 500U);
  EXPECT_EQ(sequences(), before);
  EXPECT_EQ(ends_kept_, 0U);
  EXPECT_EQ(webhooks_->counters().read(Result::unknown_number) +
                webhooks_->counters().read(Result::wrong_signature),
            refused + 12);
}

// The keys and the calls of the other were left alone.
TEST_F(WebhookIsolation, leaves_keys_and_calls_to_whom_they_belong) {
  give_work();
  const Party& caller = parties()[1];
  const Party& other = parties()[0];
  for (const char* path : {"/webhooks/sms", "/webhooks/voice", "/webhooks/voice/status"}) {
    for (const char* status : {"ringing", "completed"})
      static_cast<void>(post(signed_post(
          path, with(form_of(other, "-next", status), "AccountSid", caller.account), caller.token)));
  }
  // The same SIDs in its own workspace are its own.
  for (const char* path : {"/webhooks/sms", "/webhooks/voice"})
    EXPECT_EQ(post_own(caller, path, "-next").status, 200U);
  EXPECT_EQ(post_own(caller, "/webhooks/voice/status", "-next", "completed").status, 200U);
  EXPECT_EQ(post_own(caller, "/webhooks/voice/status", "-there", "completed").status, 200U);
  EXPECT_EQ(recall_task(state(other.workspace), TaskId{2})->status, TaskStatus::reserved);

  const std::uint64_t before = tasks_of(other);
  const auto taken = webhooks_->counters().read(Result::accepted);
  EXPECT_EQ(post_own(other, "/webhooks/sms", "-next").status, 200U);
  const http::Response call = post_own(other, "/webhooks/voice", "-next");
  EXPECT_NE(call.body.find(make_sid(sid_key(other.workspace), SidKind::task, before + 1) + "</Conference>"),
            std::string::npos)
      << call.body;
  EXPECT_EQ(webhooks_->counters().read(Result::accepted), taken + 2) << "the message joined its thread";
  EXPECT_EQ(post_own(other, "/webhooks/voice/status", "-there", "completed").status, 200U);
  EXPECT_EQ(recall_task(state(other.workspace), TaskId{2})->status, TaskStatus::canceled);
}

// Nobody can tell another's number from one that nobody has, also not one that takes no such work.
TEST_F(WebhookIsolation, tells_nothing_of_what_is_anothers) {
  const Party& caller = parties()[1];
  for (const auto& entry : webhook_paths) {
    const std::string_view path = entry.first;
    const auto ask = [&](const std::string& number) {
      const auto form = with(form_of(caller, "-x", "completed"), "To", number);
      return post(signed_post(std::string(path), form, caller.token)).body;
    };
    EXPECT_EQ(ask(parties()[0].number), ask("+1999")) << path;
  }
}

// "leads" with the key "new/x" must not use up "x" of "leads/new" where both are of one workspace.
TEST(LeadIsolation, keys_of_a_source_are_its_own_whatever_its_name) {
  World world;
  Settings settings;
  settings.public_url = public_url;
  std::vector<Party> sources = parties();
  sources[1].workspace = "one";
  for (const Party& source : sources) settings.leads.push_back(source_of(source));
  const auto webhooks = Webhooks::make(world.port, std::move(settings), world.now(), world.after()).value();
  world.port.observe(*webhooks);
  world.open(document_of(parties()[0]));
  std::string told;
  for (const auto& [source, key] : {std::pair(sources[0], "new/x"), std::pair(sources[1], "x")}) {
    http::Request request = plain_post("/webhooks/leads/" + source.source, "{}", "application/json");
    request.headers.emplace_back("Authorization", "Bearer " + source.bearer);
    request.headers.emplace_back("Idempotency-Key", key);
    webhooks->handle(request, [&](const http::Response& answer) { told = answer.body; });
    EXPECT_NE(told.find("\"duplicate\":false"), std::string::npos) << told;
  }
}

// A number may come into two workspaces by a document that is swapped: each account reaches its own.
TEST_F(WebhookIsolation, holds_for_a_number_that_two_have) {
  Party twin = parties()[1];
  twin.workspace = "twin of the second";
  twin.number = parties()[0].number;
  open(document_of(twin));
  ASSERT_EQ(opened, "");
  EXPECT_EQ(post_own(twin, "/webhooks/sms", "-a").status, 200U);
  EXPECT_EQ(tasks_of(twin), 1U);
  EXPECT_EQ(tasks_of(parties()[0]), 0U);
  EXPECT_EQ(post_own(parties()[0], "/webhooks/sms", "-a").status, 200U);
  EXPECT_EQ(tasks_of(parties()[0]), 1U);
}

// Without an owner a workspace is reached by those only whom the settings let everywhere.
TEST(WebhookReach, of_an_account_is_its_own_unless_settings_say_more) {
  for (const bool everywhere : {false, true}) {
    World world;
    Settings settings;
    settings.public_url = public_url;
    settings.accounts = {{"AC1", {carrier_token}, {}, everywhere}};
    const auto webhooks = Webhooks::make(world.port, std::move(settings), world.now(), world.after()).value();
    world.port.observe(*webhooks);
    world.open();
    unsigned status = 0;
    webhooks->handle(signed_post("/webhooks/sms", message_form()),
                     [&](const http::Response& answer) { status = answer.status; });
    EXPECT_EQ(status, everywhere ? 200U : 404U);
  }
}

}  // namespace
}  // namespace switchyard::adapters::webhooks
