// Deadlines are looked at a few times a second, all at once: that is far cheaper than a timer a connection.
#include "adapters/http/loop.h"

#include <algorithm>

namespace switchyard::adapters::http {
namespace {

constexpr std::chrono::milliseconds sweep_period{50};

}  // namespace

Loop::Loop(std::shared_ptr<ServerState> state) : state_(std::move(state)) {}

Loop::~Loop() {
  mailbox_->close();
  join();
}

void Loop::run() {
  wait_for_sweep();
  thread_ = std::thread([this] { run_to_the_end(context_); });
}

void Loop::join() {
  if (thread_.joinable()) thread_.join();
}

void Loop::stop(Moment latest) {
  net::post(context_, [this, latest] {
    draining_ = true;
    latest_ = latest;
    const auto sessions = sessions_;
    for (const auto& session : sessions) session->drain();
    sweep();
  });
}

void Loop::add(std::shared_ptr<Session> session) {
  session->place = sessions_.size();
  sessions_.push_back(session);
  ++state_->open;
  session->start();
}

void Loop::remove(Session& session) {
  const std::size_t place = session.place;
  if (place >= sessions_.size() || sessions_[place].get() != &session) return;
  const auto kept = std::move(sessions_[place]);
  if (place + 1 < sessions_.size()) {
    sessions_[place] = std::move(sessions_.back());
    sessions_[place]->place = place;
  }
  sessions_.pop_back();
  --state_->open;
}

void Loop::replace(Session& old, std::shared_ptr<Session> with) {
  remove(old);
  add(std::move(with));
}

void Loop::wait_for_sweep() {
  timer_.expires_after(sweep_period);
  timer_.async_wait([this](error_code problem) {
    if (!problem) sweep();
  });
}

void Loop::sweep() {
  const Moment now = Clock::now();
  const auto sessions = sessions_;  // a sweep may remove some
  for (const auto& session : sessions) session->sweep(now);
  if (draining_ && now >= latest_) {
    const auto left = sessions_;
    for (const auto& session : left) session->abort();
  }
  if (draining_ && sessions_.empty()) {
    mailbox_->close();
    work_.reset();
    timer_.cancel();
    return;
  }
  wait_for_sweep();
}

}  // namespace switchyard::adapters::http
