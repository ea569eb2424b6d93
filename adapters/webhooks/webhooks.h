// The way in for messages, calls and leads: each becomes one task, or joins one, and is answered when that is
// durable.
#pragma once

#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>

#include "adapters/http/current.h"
#include "adapters/http/message.h"
#include "adapters/http/outgoing.h"
#include "adapters/http/rate_limit.h"
#include "adapters/port.h"
#include "adapters/webhooks/call_status.h"
#include "adapters/webhooks/counts.h"
#include "adapters/webhooks/directory.h"
#include "adapters/webhooks/ended_calls.h"
#include "adapters/webhooks/senders.h"
#include "adapters/webhooks/settings.h"
#include "adapters/webhooks/twilio_form.h"

namespace switchyard::adapters::webhooks {

// Everything that is posted to, but for the sources of leads; what does not stand here is not there.
inline constexpr std::array<std::pair<std::string_view, Kind>, 3> webhook_paths = {
    {{"/webhooks/sms", Kind::sms},
     {"/webhooks/voice", Kind::voice},
     {"/webhooks/voice/status", Kind::voice_status}}};

// POST /webhooks/sms          a message, as Twilio posts it; answered with empty TwiML
// POST /webhooks/voice        a call; answered with TwiML that lets the caller wait in a conference named by
//                             the task's SID; a call that is known to have ended is rejected and makes no
//                             task
// POST /webhooks/voice/status what becomes of that call; when it is over the customer has left
// POST /webhooks/leads/NAME   a lead as JSON; 202 {"task_sid": …, "duplicate": …}
//
// An account reaches the numbers of its own workspaces, unless Settings say more; so what it posts meets
// calls, threads and keys of theirs alone. What it may not reach is answered as what nobody has: 404.
//
// 200 and 202 are sent only when the work is durable, or was so before; the end of a call whose task is not
// there yet, when Settings::ended_calls has it. 503 with Retry-After: it is not, come
// again. 429 with Retry-After: the sender posts more than it may. Everything else that is not taken is a 4xx
// with a JSON body that says why; nothing of it is journaled.
class Webhooks final : public Observer {
 public:
  // Told when a webhook was answered with 503 or 429, so that its sender may have given up.
  using Gap = std::function<void()>;

  // What is wrong with the settings, in one sentence. `port` and the functions must outlive it, and their
  // calls be over before it goes.
  static tl::expected<std::unique_ptr<Webhooks>, std::string> make(Port& port, Settings settings,
                                                                   http::Now now, http::After after,
                                                                   Gap gap = {});

  // Ends the calls that had ended when the program was stopped, and forgets them in time. Once, when the host
  // is there.
  void begin();

  // Instead of those whom it was made with, for requests from now on. Any thread.
  void admit(Senders senders, http::Rate requests_of_sender);

  // Answers one request; on any thread.
  void handle(const http::Request& request, const http::Respond& respond);

  // A message that came another way, such as from the carrier's list: taken as if it had been posted, and
  // signed. `done` is told accepted, duplicate, refused, unavailable, or why it is none.
  void take_message(const http::Fields& form, const std::function<void(Result)>& done);

  const Counters& counters() const { return counters_; }

  void workspace_opened(const WorkspaceView& view) override;
  void workspace_removed(std::string_view name) override;
  void turn_applied(const WorkspaceView& view, const TurnSeen& turn, bool replayed) override;

 private:
  Webhooks(Port& port, Settings settings, Senders senders, http::Now now, http::After after, Gap gap);

  // Whoever waits for the answer to a webhook.
  struct Waiting {
    Kind kind = Kind::other;
    http::Respond respond;
  };

  void take_sms(const http::Request& request, const Waiting& waiting);
  void take_call(const http::Request& request, const Waiting& waiting);
  void take_call_status(const http::Request& request, const Waiting& waiting);
  void end_again(const EndedCall& call, Hurry hurry);
  void take_lead(std::string_view source, const http::Request& request, const Waiting& waiting);
  Taken<http::Fields> read_new_work(const Senders& known, const http::Request& request,
                                    const AccountKeys*& sender);
  Taken<http::Fields> read_signed(const Senders& known, const http::Request& request,
                                  const AccountKeys*& sender) const;
  std::optional<Failure> too_many(const std::string& sender);
  void answer(const Waiting& waiting, const Failure& failure);
  void answer_arrived(const Waiting& waiting, const Arrived& arrived, http::Response good);
  void count(Kind kind, Result result);

  Port& port_;
  Settings settings_;
  http::Now now_;
  http::After after_;
  Gap gap_;
  http::Current<Senders> senders_;
  Directory directory_;
  EndedCalls ended_;
  http::RateLimits requests_;  // by AccountSid, or `leads/` and the source's name
  Counters counters_;
};

}  // namespace switchyard::adapters::webhooks
