// Asks the owner of a workflow about each offer of its tasks, and does what the answer says.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "adapters/callbacks/answer.h"
#include "adapters/callbacks/settings.h"
#include "adapters/callbacks/sids.h"
#include "adapters/http/outgoing.h"
#include "adapters/port.h"

namespace switchyard::adapters::callbacks {

// What is for somebody who can call: dequeue, call, redirect and conference. Called on any thread; what comes
// of it becomes commands there. Without it they are complained about.
using CarryOut =
    std::function<void(const std::string& workspace, const OfferReservation& offer, const Instruction&)>;
// Told in one sentence what the other side did wrong.
using Complain = std::function<void(const std::string&)>;

// A signed form to the workflow's URL; without a good answer within 5 s to its fallback URL; without one
// there the effect fails, and the offer is canceled. accept and reject become commands, together with the
// effect's success; an answer without instruction leaves the offer pending. `port` and the functions must
// outlive it, and their calls be over before it goes.
class AssignmentCallbacks final : public Observer {
 public:
  AssignmentCallbacks(Port& port, http::Send send, http::After after, ReadSettings read_settings,
                      CarryOut carry_out, Complain complain = {}, Sids sids = engine_sids());

  // What does not stand in the document has changed, such as the account's token. On the host's thread.
  void read_again(const WorkspaceView& view) { workspace_opened(view); }

  void workspace_opened(const WorkspaceView& view) override;
  void workspace_removed(std::string_view name) override;
  void turn_applied(const WorkspaceView& view, const TurnSeen& turn, bool replayed) override;
  void effect_ordered(const WorkspaceView& view, const OrderedEffect& effect) override;

 private:
  // One offer on its way.
  struct Question {
    std::string workspace;
    EffectId effect;
    OfferReservation offer;
    AssignmentUrls urls;
    std::string auth_token;
    http::Fields form;
  };
  using QuestionPointer = std::shared_ptr<const Question>;

  void ask(const QuestionPointer& question, bool fallback);
  void answered(const QuestionPointer& question, bool fallback, const http::SendResult& result);
  void obey(const Question& question, const Answer& answer);
  void say(const Question& question, const std::string& fault) const;

  Port& port_;
  http::Send send_;
  http::After after_;
  ReadSettings read_settings_;
  CarryOut carry_out_;
  Complain complain_;
  Sids sids_;
  std::map<std::string, CallbackSettings, std::less<>> settings_;  // by workspace; the host's thread only
};

}  // namespace switchyard::adapters::callbacks
