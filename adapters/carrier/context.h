// What all parts of the carrier's side work with, and the few things that each of them does.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "adapters/carrier/attempts.h"
#include "adapters/carrier/legs.h"
#include "adapters/carrier/rest.h"
#include "adapters/carrier/settings.h"
#include "adapters/carrier/subject.h"
#include "adapters/http/outgoing.h"
#include "adapters/port.h"
#include "adapters/signatures/hmac.h"
#include "engine/state/task.h"

namespace switchyard::adapters::carrier {

// Whether somebody else sees to a task's calls, such as the application behind an assignment callback.
using RungByOthers = std::function<bool(const WorkspaceView&, const Task&)>;

// A recording that we made, to be deleted at the carrier after so long.
using KeepRecording = std::function<void(const std::string& recording_sid, Duration kept)>;

// A call is in a worker's hands, to be put through, and we know no telephone of theirs.
using NobodyRings = std::function<void(const WorkspaceView&, const ConnectTask&)>;

struct Context {
  Port& port;
  http::After after;
  Settings settings;
  Attempts attempts;
  RungByOthers rung_by_others;
  KeepRecording keep_recording;           // empty: nobody deletes them
  NobodyRings nobody_rings;               // empty: nobody wants to know
  std::vector<signatures::HmacKey> keys;  // of the callbacks to us
  Legs legs;
  std::vector<ListedCall> found;  // live calls at the start, while the effects that waited for them are done
};

// Brings the effect's result to the host, until it is stored.
void effect_done(Context& context, const Subject& subject);
void effect_failed(Context& context, const Subject& subject, const std::string& reason);
void effect_ended(Context& context, const Subject& subject, const http::SendResult& result);

// Ends a call; what becomes of that interests nobody.
void hang_up(Context& context, const std::string& call_sid, const std::string& key);

// Where a worker's phone is, and what it shows.
struct Ring {
  std::string to;
  std::string from;
  Duration ringing = seconds(60);
};
CallOrder leg_order(const Context& context, const Subject& subject, const Ring& ring,
                    const http::Fields& wishes = {});

// Who is told of a recording that an instruction wanted: we are, so that it can be deleted after `kept`
// microseconds; we hand it on to the listener of the instruction (wishes.h).
std::string recording_url(const Context& context, const Subject& subject, std::string_view kept,
                          http::Fields listener);

// Places a worker's leg that legs.begin() took; hangs up when it was withdrawn meanwhile. `placed` is told
// the carrier's answer.
void place_leg(Context& context, const Subject& subject, CallOrder order,
               std::function<void(const http::SendResult&)> placed);

}  // namespace switchyard::adapters::carrier
