// One thing after the other: each step ends by calling the next, on whatever thread brought its result.
#include "adapters/carrier/reconciler.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "engine/state/state.h"

namespace switchyard::adapters::carrier {
namespace {

constexpr Duration margin =
    minutes(5);  // clocks differ, and a message is listed a little before it is posted
constexpr Duration until_again = minutes(1);

http::Fields form_of(const ListedMessage& message, const std::string& account_sid) {
  return {{"MessageSid", message.sid}, {"AccountSid", account_sid}, {"From", message.from},
          {"To", message.to},          {"Body", message.body},      {"NumMedia", message.media_count}};
}

void add_media(http::Fields& form, const std::vector<ListedMedia>& media) {
  for (std::size_t i = 0; i < media.size(); ++i) {
    form.emplace_back("MediaUrl" + std::to_string(i), media[i].url);
    form.emplace_back("MediaContentType" + std::to_string(i), media[i].type);
  }
}

bool has_media(const ListedMessage& message) {
  return !message.media_count.empty() && message.media_count != "0";
}

}  // namespace

Reconciler::Reconciler(http::Send send, http::After after, http::Now now, Settings settings, TakeMessage take)
    : after_(std::move(after)),
      now_(std::move(now)),
      settings_(std::move(settings)),
      attempts_(std::move(send), after_, settings_.retries),
      take_(std::move(take)) {}

void Reconciler::workspace_opened(const WorkspaceView& view) {
  const Workspace& rules = view.engine.state().workspace();
  std::vector<Number> numbers;
  for (const auto& number : rules.numbers) {
    if (!number.workflow.is_none()) numbers.push_back({number.number, rules.dedup_kept});
  }
  const std::lock_guard lock(guard_);
  numbers_.insert_or_assign(std::string(view.name), std::move(numbers));
}

void Reconciler::workspace_removed(std::string_view name) {
  const std::lock_guard lock(guard_);
  numbers_.erase(std::string(name));
}

void Reconciler::turn_applied(const WorkspaceView& view, const TurnSeen& turn, bool) {
  if (std::holds_alternative<WorkspaceChanges>(turn.command)) workspace_opened(view);
}

void Reconciler::gap_since(Time since, Duration wait) {
  {
    const std::lock_guard lock(guard_);
    gap_ = std::min(gap_.value_or(since), since);
    if (waits_ || run_) return;  // a run that is under way sees to it at its end
    waits_ = true;
  }
  after_(wait, [this] { begin(); });
}

ReconcilerFigures Reconciler::figures() const {
  const std::lock_guard lock(guard_);
  return figures_;
}

void Reconciler::begin() {
  {
    const std::lock_guard lock(guard_);
    waits_ = false;
    if (!gap_) return;
    run_ = Run{*std::exchange(gap_, std::nullopt), {}, {}, {}};
    for (const auto& [name, numbers] : numbers_)
      run_->numbers.insert(run_->numbers.end(), numbers.begin(), numbers.end());
  }
  go_on();
}

// The next message, page or number.
void Reconciler::go_on() {
  std::optional<http::OutgoingRequest> request;
  bool has_message = false;
  {
    const std::lock_guard lock(guard_);
    has_message = !run_->messages.empty();
    if (!has_message && !run_->next_page.empty()) {
      request = next_page(settings_, std::exchange(run_->next_page, {}));
    } else if (!has_message && !run_->numbers.empty()) {
      request = list_messages(settings_, run_->numbers.back().number, run_->since - margin);
    }
  }
  if (has_message) return take_one();
  request ? ask(*std::move(request)) : end();
}

void Reconciler::ask(http::OutgoingRequest request) {
  attempts_.run(std::move(request), [this](const http::SendResult& result) { read_page(result); });
}

// The last number stays in the list until its last page was read. A page is newest first, and is taken from
// its end.
void Reconciler::read_page(const http::SendResult& result) {
  auto page = result.accepted() ? read_messages(result.response.body) : std::nullopt;
  if (!page) return fail();
  {
    const std::lock_guard lock(guard_);
    for (ListedMessage& message : page->messages) {
      if (is_wanted(message)) run_->messages.push_back(std::move(message));
    }
    run_->next_page = page->next;
    if (run_->next_page.empty()) run_->numbers.pop_back();
  }
  go_on();
}

void Reconciler::take_one() {
  ListedMessage message;
  {
    const std::lock_guard lock(guard_);
    message = run_->messages.back();
    run_->messages.pop_back();
    ++figures_.messages;
  }
  http::Fields form = form_of(message, settings_.account_sid);
  if (!has_media(message)) return hand_in(form);
  attempts_.run(list_media(settings_, message.sid), [this, form](const http::SendResult& result) {
    if (!result.accepted() && may_succeed_later(result)) return fail();
    http::Fields whole = form;  // without its media when the carrier has deleted them
    const auto media = result.accepted() ? read_media(settings_, result.response.body) : std::nullopt;
    if (media) add_media(whole, *media);
    hand_in(whole);
  });
}

void Reconciler::hand_in(const http::Fields& form) {
  take_(form, [this](bool stored) { stored ? go_on() : fail(); });
}

void Reconciler::fail() {
  {
    const std::lock_guard lock(guard_);
    ++figures_.failures;
    gap_ = std::min(gap_.value_or(run_->since), run_->since);
    run_.reset();
    waits_ = true;
  }
  after_(until_again, [this] { begin(); });
}

void Reconciler::end() {
  {
    const std::lock_guard lock(guard_);
    ++figures_.runs;
    run_.reset();
    if (!gap_) return;
    waits_ = true;
  }
  after_(until_again, [this] { begin(); });
}

bool Reconciler::is_wanted(const ListedMessage& message) const {
  if (message.sid.empty() || !message.sent) return false;
  const Time oldest = now_() - run_->numbers.back().keys_kept + margin;
  return *message.sent >= std::max(run_->since - margin, oldest);
}

}  // namespace switchyard::adapters::carrier
