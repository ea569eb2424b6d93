// The telephone and message carrier: calls and messages out, and what it reports of them.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

#include "adapters/carrier/context.h"
#include "adapters/carrier/settings.h"
#include "adapters/http/message.h"
#include "adapters/http/outgoing.h"
#include "adapters/port.h"

namespace switchyard::adapters::carrier {

// A ring-all is one REST call a reservation; who lifts is accepted by the journal or hung up. Customer and
// workers meet in a conference named by the task's SID. Effects of tasks without a call are left to others.
// `port` and the functions must outlive it, and their calls be over before it goes.
class Carrier final : public Observer {
 public:
  Carrier(Port& port, http::Send send, http::After after, Settings settings, RungByOthers rung_by_others = {},
          KeepRecording keep_recording = {}, NobodyRings nobody_rings = {});

  void workspace_opened(const WorkspaceView& view) override;
  void workspace_removed(std::string_view name) override;
  void turn_applied(const WorkspaceView& view, const TurnSeen& turn, bool replayed) override;
  void effect_ordered(const WorkspaceView& view, const OrderedEffect& effect) override;

  // After the start, when the host is at work: asks the carrier what rings and who talks. Until it has said
  // so the effects of workspaces that came back wait. On the host's thread, once.
  void come_back(const std::vector<WorkspaceView>& views);

  // Its reports: everything under /carrier/. On any thread.
  void handle(const http::Request& request, const http::Respond& respond);

  // What an assignment callback wants done with an offer, by telephone: dequeue, conference, call, redirect;
  // other words do nothing. On any thread.
  void carry_out(const std::string& workspace, const OfferReservation& offer, const std::string& instruction,
                 const http::Fields& fields);

  // Sends a message; told is its SID, or in one sentence why it was not sent. On any thread.
  using Sent = std::function<void(const tl::expected<std::string, std::string>&)>;
  void send_message(const MessageOrder& order, Sent sent);
  // A worker's reply to the customer of a task, from the number that the customer wrote to, which must be the
  // task's tenant's. `key` is the reply's own. On the host's thread.
  void reply(const WorkspaceView& view, TaskId task, const std::string& key, const std::string& text,
             Sent sent);

  std::size_t legs() const { return context_.legs.size(); }  // that ring or talk

 private:
  void release(const WorkspaceView& view);

  Context context_;
  // Effects of workspaces that came back, until it is known what rings. On the host's thread.
  std::map<std::string, std::vector<std::pair<EffectId, Effect>>, std::less<>> waiting_;
};

}  // namespace switchyard::adapters::carrier
