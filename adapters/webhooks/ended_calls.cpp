// The first that waits asks for a flush; who comes while that one is under way waits for the next.
#include "adapters/webhooks/ended_calls.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>

#include "engine/codec/json/values.h"

namespace switchyard::adapters::webhooks {
namespace {

std::string to_text(const EndedCall& call) {
  std::string text = "[";
  codec::append_json(text, call.workspace);
  codec::append_json(text += ',', call.key);
  return text += ']';
}

std::optional<EndedCall> read_call(const std::string& text) {
  const auto json = nlohmann::json::parse(text, nullptr, false);
  if (!json.is_array() || json.size() != 2 || !json[0].is_string() || !json[1].is_string())
    return std::nullopt;
  return EndedCall{json[0].get<std::string>(), json[1].get<std::string>()};
}

}  // namespace

EndedCalls::EndedCalls(EndList list, http::Now now, http::After after)
    : list_(std::move(list)), now_(std::move(now)), after_(std::move(after)) {
  if (!list_.read) return;
  for (auto& [text, until] : list_.read()) {
    const auto call = read_call(text);
    if (call && until > now_()) {
      calls_.emplace(*call, until);
    } else {
      dropped_.push_back(std::move(text));
    }
  }
}

void EndedCalls::begin() {
  after_(looked_at_every, [this] {
    write();
    begin();
  });
}

void EndedCalls::keep(const EndedCall& call, std::function<void(bool)> done) {
  const std::lock_guard lock(guard_);
  const Time now = now_();
  if (calls_.size() >= most) forget_old(now);
  if (calls_.size() >= most && !calls_.contains(call))
    return after_({}, [done = std::move(done)] { done(false); });
  std::string text = to_text(call);
  const bool is_new = calls_.insert_or_assign(call, now + kept).second;
  if (!is_new) dropped_.push_back(text);  // its old time
  waiting_.added.push_back(std::move(text));
  waiting_.done.push_back(std::move(done));
  if (waiting_.done.size() == 1) after_({}, [this] { write(); });
}

void EndedCalls::drop(const EndedCall& call) {
  const std::lock_guard lock(guard_);
  if (calls_.erase(call) == 0) return;
  const std::string text = to_text(call);
  std::erase(waiting_.added, text);
  dropped_.push_back(text);
}

bool EndedCalls::knows(const EndedCall& call) const {
  const std::lock_guard lock(guard_);
  const auto found = calls_.find(call);
  return found != calls_.end() && found->second > now_();
}

std::vector<EndedCall> EndedCalls::all() const {
  const std::lock_guard lock(guard_);
  std::vector<EndedCall> calls;
  for (const auto& [call, until] : calls_) calls.push_back(call);
  return calls;
}

void EndedCalls::forget_old(Time now) {
  std::erase_if(calls_, [&](const auto& entry) {
    if (entry.second > now) return false;
    dropped_.push_back(to_text(entry.first));
    return true;
  });
}

void EndedCalls::write() {
  Waiting waiting;
  std::vector<std::string> dropped;
  const Time now = now_();
  {
    const std::lock_guard lock(guard_);
    forget_old(now);
    waiting = std::exchange(waiting_, {});
    dropped = std::exchange(dropped_, {});
  }
  const bool changed = change(waiting.added, now + kept, dropped);
  if (!changed) drop_later(std::move(dropped), std::move(waiting.added));
  for (const auto& done : waiting.done) done(changed);
}

// What should have got a new time keeps the old one. Beyond the bound all is left to the next start, which
// forgets what is old.
void EndedCalls::drop_later(std::vector<std::string> dropped, std::vector<std::string> added) {
  std::sort(added.begin(), added.end());
  std::erase_if(
      dropped, [&](const std::string& text) { return std::binary_search(added.begin(), added.end(), text); });
  const std::lock_guard lock(guard_);
  if (dropped_.size() + dropped.size() > most) return;
  dropped_.insert(dropped_.end(), dropped.begin(), dropped.end());
}

bool EndedCalls::change(const std::vector<std::string>& added, Time until,
                        const std::vector<std::string>& removed) {
  return !list_.change || (added.empty() && removed.empty()) || list_.change(added, until, removed);
}

}  // namespace switchyard::adapters::webhooks
