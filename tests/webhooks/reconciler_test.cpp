// After a gap the carrier's own list says what is missing, and nothing comes in twice (A14).
#include "adapters/carrier/reconciler.h"

#include <gtest/gtest.h>

#include "adapters/webhooks/webhooks.h"
#include "tests/webhooks/posted.h"
#include "tests/webhooks/world.h"

namespace switchyard::adapters::carrier {
namespace {

using webhooks::Result;

struct Gap : World {
  Gap()
      : door(webhooks::Webhooks::make(port, webhook_settings(), now(), after(),
                                      [this] { reconciler.gap_since(port.now()); })
                 .value()),
        reconciler(send(), after(), now(), settings(),
                   [this](const http::Fields& form, std::function<void(bool)> done) {
                     door->take_message(form, [done](Result result) { done(result != Result::unavailable); });
                   }) {
    port.observe(*door);
    port.observe(reconciler);
    open();
    advance(hours(10));
  }

  static webhooks::Settings webhook_settings() {
    webhooks::Settings all;
    all.public_url = public_url;
    all.accounts = {{"AC1", {carrier_token}, {}, true}};
    return all;
  }
  static Settings settings() {
    Settings all;
    all.base_url = "https://carrier.example.com";
    all.account_sid = "AC1";
    all.auth_token = carrier_token;
    return all;
  }

  unsigned post(const std::string& sid) {
    unsigned status = 0;
    door->handle(signed_post("/webhooks/sms", message_form(sid)),
                 [&](const http::Response& response) { status = response.status; });
    return status;
  }
  std::string asked() const { return sent.empty() ? "nothing" : sent.front().request.url.substr(27); }

  std::unique_ptr<webhooks::Webhooks> door;
  Reconciler reconciler;
};

std::string listed(const std::string& sid, const std::string& sent, const std::string& to = "+4930100",
                   const std::string& direction = "inbound", const std::string& from = "+4917011") {
  return R"({"sid": ")" + sid + R"(", "direction": ")" + direction + R"(", "from": ")" + from +
         R"(", "to": ")" + to + R"(", "body": "Hello", "num_media": "0", "date_sent": ")" + sent + "\"}";
}

std::string page(const std::vector<std::string>& messages, const std::string& next = "null") {
  std::string text;
  for (const auto& message : messages) text += (text.empty() ? "" : ",") + message;
  return R"({"messages": [)" + text + R"(], "next_page_uri": )" + next + "}";
}

const std::string recent = "Thu, 01 Jan 2026 10:00:05 +0000";
const std::string before = "Thu, 01 Jan 2026 09:00:00 +0000";
const std::string list = "/2010-04-01/Accounts/AC1/Messages.json?PageSize=100&To=%2B";

TEST(Reconciler, asks_for_each_number_after_a_webhook_that_was_not_taken) {
  Gap gap;
  ASSERT_EQ(gap.opened, "");
  EXPECT_EQ(gap.post("SM1"), 200u);
  gap.port.fail_journal(true);
  EXPECT_EQ(gap.post("SM2"), 503u);
  EXPECT_EQ(gap.post("SM3"), 503u);
  gap.port.fail_journal(false);
  gap.advance(seconds(29));
  EXPECT_EQ(gap.asked(), "nothing");
  gap.advance(seconds(1));
  EXPECT_EQ(gap.asked(), list + "4930200&DateSent%3E=2026-01-01");
  EXPECT_EQ(gap.sent.front().header("Authorization"), "Basic QUMxOjEyMzQ1");
  gap.answer(200, page({}));
  EXPECT_EQ(gap.asked(), list + "4930100&DateSent%3E=2026-01-01");
  gap.answer(200, page({listed("SM3", recent, "+4930100", "inbound", "+4917012"), listed("SM2", recent)},
                       R"("/2010-04-01/Accounts/AC1/Messages.json?Page=1")"));
  EXPECT_EQ(gap.asked(), "/2010-04-01/Accounts/AC1/Messages.json?Page=1");
  gap.answer(200, page({listed("SM1", recent), listed("SM0", recent, "+4930100", "outbound-api"),
                        listed("SMold", before)}));
  EXPECT_EQ(gap.asked(), "nothing");
  EXPECT_EQ(gap.tasks(), 2u);  // SM2 joined the thread of SM1
  EXPECT_EQ(gap.door->counters().read(Result::accepted), 3u);
  EXPECT_EQ(gap.door->counters().read(Result::duplicate), 1u);
  EXPECT_EQ(gap.reconciler.figures().runs, 1u);
  EXPECT_EQ(gap.reconciler.figures().messages, 3u);
  EXPECT_EQ(gap.post("SM2"), 200u);  // the carrier tries again after all
  EXPECT_EQ(gap.door->counters().read(Result::duplicate), 2u);
}

TEST(Reconciler, brings_what_was_sent_with_a_message) {
  for (const bool deleted : {false, true}) {
    Gap gap;
    gap.reconciler.gap_since(gap.port.now(), {});
    gap.advance(seconds(1));
    std::string message = listed("SM7", recent, "+4930200");
    message.replace(message.find(R"("num_media": "0")"), 16, R"("num_media": "1")");
    gap.answer(200, page({message}));
    ASSERT_EQ(gap.asked(), "/2010-04-01/Accounts/AC1/Messages/SM7/Media.json?PageSize=50");
    gap.answer(deleted ? 404 : 200,
               R"({"media_list": [{"uri": "/2010-04-01/Accounts/AC1/Messages/SM7/Media/ME1.json",
                   "content_type": "image/png"}, {"uri": "//elsewhere.example.com/x"}]})");
    ASSERT_EQ(gap.tasks(), 1u);
    const Task task = gap.task(1);
    const auto media = task.attributes.member("media");
    ASSERT_EQ(media.kind(), ValueKind::array);
    const std::string url = "https://carrier.example.com/2010-04-01/Accounts/AC1/Messages/SM7/Media/ME1";
    EXPECT_EQ(media.element(0).member("url").as_string(), deleted ? "" : url);
    EXPECT_EQ(media.element(0).member("content_type").as_string(), deleted ? "" : "image/png");
  }
}

TEST(Reconciler, begins_again_when_the_carrier_or_the_host_fails) {
  Gap gap;
  gap.reconciler.gap_since(gap.port.now(), seconds(0));
  gap.advance(seconds(0));
  gap.answer(200, page({}));
  gap.answer(200, "no JSON");
  EXPECT_EQ(gap.reconciler.figures().failures, 1u);
  gap.advance(minutes(1));
  gap.answer(200, page({}));
  gap.port.fail_journal(true);
  gap.answer(200, page({listed("SM1", recent)}));
  EXPECT_EQ(gap.reconciler.figures().failures, 2u);
  gap.port.fail_journal(false);
  gap.advance(minutes(1));
  gap.answer(200, page({}));
  gap.answer(200, page({listed("SM1", recent)}));
  EXPECT_EQ(gap.reconciler.figures().runs, 1u);
  EXPECT_EQ(gap.tasks(), 1u);
}

TEST(Reconciler, a_gap_during_a_run_makes_another_run) {
  Gap gap;
  gap.reconciler.gap_since(gap.port.now(), seconds(0));
  gap.advance(seconds(0));
  gap.reconciler.gap_since(gap.port.now());
  gap.answer(200, page({}));
  gap.answer(200, page({}));
  gap.advance(minutes(1));
  EXPECT_NE(gap.asked(), "nothing");
  gap.answer(200, page({}));
  gap.answer(200, page({}));
  gap.advance(minutes(5));
  EXPECT_EQ(gap.asked(), "nothing");
  EXPECT_EQ(gap.reconciler.figures().runs, 2u);
}

TEST(Reconciler, does_not_reach_back_beyond_what_keys_are_kept) {
  Gap gap;
  gap.advance(days(20));
  gap.reconciler.gap_since(world_start, seconds(0));
  gap.advance(seconds(0));
  EXPECT_EQ(gap.asked(), list + "4930200&DateSent%3E=2025-12-31");
  gap.answer(200, page({}));
  gap.answer(200, page({listed("SMold", recent), listed("SMnew", "Tue, 20 Jan 2026 10:00:00 +0000")}));
  EXPECT_EQ(gap.reconciler.figures().messages, 1u);
}

TEST(MailDate, is_read_as_rfc_2822_has_it) {
  EXPECT_EQ(read_mail_date("Thu, 01 Jan 2026 00:00:01 +0000"), world_start + seconds(1));
  EXPECT_EQ(read_mail_date("1 Jan 2026 01:00:01 +0100"), world_start + seconds(1));
  EXPECT_EQ(read_mail_date("Thu, 01 Jan 2026 00:00:01 GMT"), world_start + seconds(1));
  for (const char* text :
       {"", "Thu", "Thu, 32 Jan 2026 00:00:01 +0000", "Thu, 01 Jux 2026 00:00:01 +0000",
        "Thu, 01 Jan 26 00:00:01 +0000", "Thu, 01 Jan 2026 00:00 +0000", "Thu, 01 Jan 2026 00:00:01 EST",
        "Thu, 01 Jan 2026 00:00:01 +00", "2026-01-01T00:00:01Z"})
    EXPECT_FALSE(read_mail_date(text)) << text;
}

TEST(MessagePage, of_what_is_no_list_is_none) {
  for (const char* body : {"", "[]", "{}", R"({"messages": {}})", R"({"messages": null})"})
    EXPECT_FALSE(read_messages(body)) << body;
  const auto odd = read_messages(R"({"messages": [1, {"direction": "inbound"}, {"direction": 2}]})");
  ASSERT_TRUE(odd);
  EXPECT_EQ(odd->messages.size(), 1u);
}

}  // namespace
}  // namespace switchyard::adapters::carrier
