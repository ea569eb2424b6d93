// Answers cross from the threads that make them to the one that owns the connection.
#include "adapters/http/session.h"

#include "adapters/http/response_head.h"

namespace switchyard::adapters::http {
namespace {

// What all copies of one Respond share.
struct Ticket {
  std::shared_ptr<Mailbox> mailbox;
  std::weak_ptr<Session> session;
  std::uint64_t request = 0;
  std::atomic<bool> answered{false};

  void answer(Response response) {
    if (!answered.exchange(true)) mailbox->answer(std::move(session), request, std::move(response));
  }
  ~Ticket() {
    if (!answered) answer(plain_answer(500, "the request was not answered"));
  }
};

}  // namespace

void Mailbox::answer(std::weak_ptr<Session> to, std::uint64_t request, Response response) {
  push({std::move(to), request, std::move(response)});
}

void Mailbox::wake(std::weak_ptr<Session> to) {
  push({std::move(to), 0, std::nullopt});
}

void Mailbox::push(Letter letter) {
  const std::lock_guard lock(mutex_);
  if (!context_) return;
  waiting_.push_back(std::move(letter));
  if (waiting_.size() > 1) return;
  net::post(*context_, [self = shared_from_this()] { self->deliver(); });
}

void Mailbox::deliver() {
  {
    const std::lock_guard lock(mutex_);
    delivered_.swap(waiting_);
  }
  for (Letter& letter : delivered_) {
    const auto session = letter.to.lock();
    if (!session) continue;
    if (letter.response) {
      session->answer(letter.request, std::move(*letter.response));
    } else {
      session->wake();
    }
  }
  delivered_.clear();
}

void Mailbox::close() {
  const std::lock_guard lock(mutex_);
  context_ = nullptr;
}

Respond make_respond(std::shared_ptr<Mailbox> mailbox, std::weak_ptr<Session> session,
                     std::uint64_t request) {
  auto ticket = std::make_shared<Ticket>();
  ticket->mailbox = std::move(mailbox);
  ticket->session = std::move(session);
  ticket->request = request;
  return [ticket = std::move(ticket)](Response response) { ticket->answer(std::move(response)); };
}

}  // namespace switchyard::adapters::http
