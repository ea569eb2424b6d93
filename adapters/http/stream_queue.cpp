// A bounded queue between those who send and the connection that writes.
#include "adapters/http/stream_sessions.h"

namespace switchyard::adapters::http {

bool StreamQueue::send(std::string text) {
  const std::lock_guard lock(mutex_);
  if (state_ != State::open) return false;
  // A single text always has room in an empty queue, or a large one could never be sent.
  const bool overrun = !waiting_.empty() && bytes_ + text.size() > limit_;
  if (overrun) {
    state_ = State::overrun;
    waiting_.clear();
  } else {
    bytes_ += text.size();
    waiting_.push_back(std::move(text));
  }
  if (overrun || waiting_.size() == 1) mailbox_->wake(session_);
  return !overrun;
}

void StreamQueue::close() {
  const std::lock_guard lock(mutex_);
  if (state_ != State::open) return;
  state_ = State::closing;
  mailbox_->wake(session_);
}

void StreamQueue::attach(std::weak_ptr<Session> session) {
  const std::lock_guard lock(mutex_);
  session_ = std::move(session);
}

void StreamQueue::end() {
  const std::lock_guard lock(mutex_);
  state_ = State::ended;
  waiting_.clear();
}

bool StreamQueue::is_overrun() {
  const std::lock_guard lock(mutex_);
  return state_ == State::overrun;
}

StreamQueue::State StreamQueue::take(std::vector<std::string>& out) {
  out.clear();
  const std::lock_guard lock(mutex_);
  out.swap(waiting_);
  bytes_ = 0;
  return state_;
}

}  // namespace switchyard::adapters::http
