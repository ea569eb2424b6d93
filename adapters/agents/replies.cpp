// Whoever is told is told outside the lock.
#include "adapters/agents/replies.h"

#include <utility>

namespace switchyard::adapters::agents {

bool Replies::begin(const std::string& key, Told told) {
  std::string message;
  {
    const std::lock_guard lock(mutex_);
    const auto [reply, is_new] = replies_.try_emplace(key);
    message = reply->second.message;
    if (message.empty()) reply->second.waiting.push_back(std::move(told));
    if (message.empty()) return is_new;
  }
  told(message);
  return false;
}

void Replies::done(const std::string& key, const ReplyResult& result) {
  std::vector<Told> waiting;
  {
    const std::lock_guard lock(mutex_);
    const auto reply = replies_.find(key);
    if (reply == replies_.end()) return;
    waiting = std::exchange(reply->second.waiting, {});
    if (result) {
      reply->second.message = *result;
      sent_.push_back(key);
    } else {
      replies_.erase(reply);
    }
    if (sent_.size() > kept_) {
      replies_.erase(sent_.front());
      sent_.pop_front();
    }
  }
  for (const Told& told : waiting) told(result);
}

}  // namespace switchyard::adapters::agents
