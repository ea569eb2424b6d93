// What nobody took for a day, or had no room in the line: kept until it is accepted, listed, sent again.
#include <gtest/gtest.h>

#include "adapters/callbacks/dead_letter_pages.h"
#include "tests/webhooks/event_listener.h"

namespace switchyard::adapters::callbacks {
namespace {

// Until nobody has taken the first event for a day.
void let_one_die(Listener& listener) {
  listener.arrive();
  const std::size_t before = listener.callbacks.dead_letters("shop").size();
  for (int i = 0; i < 1'000 && listener.callbacks.dead_letters("shop").size() == before; ++i) {
    listener.answer(500);
    listener.advance(minutes(5));
  }
}

TEST(DeadLetters, outlive_the_process_until_they_are_accepted) {
  Shelf shelf;
  std::string id;
  {
    Listener listener(shelf.memory());
    let_one_die(listener);
    id = listener.callbacks.dead_letters("shop").at(0).delivery.id;
  }
  Listener again(shelf.memory());
  const auto dead = again.callbacks.dead_letters("shop");
  ASSERT_EQ(dead.size(), 1u);
  EXPECT_EQ(dead[0].delivery.id, id);
  EXPECT_EQ(dead[0].reason, "answered 500");
  EXPECT_EQ(again.callbacks.replay("shop", id), 1u);
  EXPECT_EQ(shelf.letters.size(), 1u) << "sent, but not accepted yet";
  again.answer(500);
  EXPECT_EQ(Listener(shelf.memory()).callbacks.count_dead_letters("shop"), 1u);
  again.advance(seconds(1));
  EXPECT_EQ(again.sent.front().header("Idempotency-Key"), id);
  again.answer(200);
  EXPECT_TRUE(shelf.letters.empty());
  EXPECT_EQ(Listener(shelf.memory()).callbacks.count_dead_letters("shop"), 0u);
}

// What did not fit into the line lies behind the bookmark, so a start makes its events again.
TEST(DeadLetters, are_not_sent_again_by_a_start) {
  OutboxLimits limits;
  limits.waiting = 1;
  Shelf shelf;
  {
    Listener listener(shelf.memory(), limits);
    for (int i = 0; i < 3; ++i) listener.arrive();
    EXPECT_EQ(shelf.letters.size(), 2u);
    EXPECT_EQ(shelf.letters.front().first, "shop:3:0");
  }
  Listener again(shelf.memory());
  replay(again, 2, 4);
  again.callbacks.resume();
  std::vector<std::string> ids;
  while (!again.sent.empty()) {
    ids.push_back(again.sent.front().header("Idempotency-Key"));
    again.answer(200);
  }
  EXPECT_EQ(ids, (std::vector<std::string>{"shop:2:0", "shop:2:1", "shop:3:1", "shop:4:1"}));
  EXPECT_EQ(again.callbacks.count_dead_letters("shop"), 2u);
}

TEST(DeadLetters, are_bounded_in_number_and_size_also_where_they_are_kept) {
  const auto kept_within = [](OutboxLimits limits) {
    limits.waiting = 1;
    Shelf shelf;
    Listener listener(shelf.memory(), limits);
    for (int i = 0; i < 9; ++i) listener.arrive();
    EXPECT_EQ(listener.callbacks.count_dead_letters("shop"), shelf.letters.size());
    EXPECT_EQ(shelf.letters.back().first, "shop:10:0") << "the newest stay";
    limits.dead = 2;
    EXPECT_EQ(Listener(shelf.memory(), limits).callbacks.count_dead_letters("shop"), 2u) << "a limit of now";
    return shelf.letters.size();
  };
  OutboxLimits number;
  number.dead = 3;
  EXPECT_EQ(kept_within(number), 2u) << "and are forgotten there too";
  OutboxLimits size;
  size.dead_bytes = 4 * std::string(
                            "EventType"
                            "task.created"
                            "Number"
                            "10")
                            .size();
  EXPECT_EQ(kept_within(size), 2u);
}

TEST(DeadLetters, go_with_their_workspace) {
  Shelf shelf;
  Listener listener(shelf.memory());
  let_one_die(listener);
  EXPECT_EQ(shelf.letters.size(), 1u);
  static_cast<void>(listener.port.remove_workspace("shop", [](bool) {}));
  EXPECT_TRUE(shelf.letters.empty());
  EXPECT_EQ(listener.callbacks.count_dead_letters("shop"), std::nullopt);
}

TEST(DeadLetters, are_texts_that_come_back_as_they_were) {
  DeadLetter letter;
  letter.delivery = {"shop:3:0", {3, 0}, world_start, {{"EventType", "task.created"}, {"A", "ü&=\n"}},
                     17,         true};
  letter.died = world_start + hours(24);
  letter.reason = "answered 500";
  const auto read = read_dead_letter(to_text(letter));
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(to_text(*read), to_text(letter));
  EXPECT_EQ(read->delivery.form, letter.delivery.form);
  EXPECT_EQ(read->delivery.place, letter.delivery.place);
  EXPECT_EQ(read->delivery.made, letter.delivery.made);
  EXPECT_EQ(read->delivery.attempts, 17u);
  for (const char* part : {"id=", "place=", "made=", "attempts=", "died=", "reason=", "form="}) {
    std::string text = to_text(letter);
    text.replace(text.find(part), 1, "x");
    EXPECT_EQ(part == std::string_view("form=") ? read_dead_letter(text)->delivery.form.size()
                                                : std::size_t{read_dead_letter(text).has_value()},
              0u)
        << text;
  }
  for (const char* wrong : {"", "%", "id=1&place=1+1&made=x&attempts=1&died=1&reason=r&form=a"})
    EXPECT_FALSE(read_dead_letter(wrong).has_value()) << wrong;
}

struct Pages {
  explicit Pages(Listener& listener)
      : pages(listener.callbacks, [](const http::Request& request) { return request.peer == "operator"; }) {}

  http::Response ask(const std::string& method, const std::string& name, const http::Fields& query = {}) {
    http::Request request;
    request.method = method;
    request.path = "/v1/dead-letters/" + name;
    request.query = query;
    request.peer = peer;
    return pages.answer(request);
  }

  std::string peer = "operator";
  DeadLetterPages pages;
};

TEST(DeadLetterPages, list_and_send_again) {
  OutboxLimits limits;
  limits.waiting = 1;
  Listener listener({}, limits);
  for (int i = 0; i < 4; ++i) listener.arrive();
  Pages pages(listener);
  const auto page = pages.ask("GET", "shop", {{"from", "1"}, {"limit", "1"}});
  EXPECT_EQ(page.status, 200u);
  EXPECT_EQ(page.body,
            R"({"workspace":"shop","total":3,"dead_letters":[{"id":"shop:4:0","made":"2026-01-01T00:00:00Z",)"
            R"("died":"2026-01-01T00:00:00Z","attempts":0,"reason":"the outbox is full",)"
            R"("event":{"EventType":"task.created","Number":"4"}}]})");
  EXPECT_EQ(pages.ask("GET", "shop", {{"from", "3"}}).body,
            R"({"workspace":"shop","total":3,"dead_letters":[]})");
  listener.answer(200);
  EXPECT_EQ(pages.ask("POST", "shop", {{"id", "shop:4:0"}}).body, R"({"workspace":"shop","sent_again":1})");
  EXPECT_EQ(listener.take_all(), std::vector<std::string>{"4"});
  EXPECT_EQ(pages.ask("POST", "shop").body, R"({"workspace":"shop","sent_again":2})");
}

TEST(DeadLetterPages, say_what_is_wrong) {
  Listener listener;
  Pages pages(listener);
  EXPECT_EQ(pages.ask("GET", "nowhere").status, 404u);
  EXPECT_EQ(pages.ask("POST", "shop", {{"id", "shop:1:1"}}).status, 404u);
  EXPECT_EQ(pages.ask("DELETE", "shop").status, 405u);
  for (const char* limit : {"0", "1001", "x", "-1", ""})
    EXPECT_EQ(pages.ask("GET", "shop", {{"limit", limit}}).status, 400u) << limit;
  EXPECT_EQ(pages.ask("GET", "shop", {{"from", "many"}}).status, 400u);
  pages.peer = "somebody";
  EXPECT_EQ(pages.ask("GET", "shop").status, 401u);
}

}  // namespace
}  // namespace switchyard::adapters::callbacks
