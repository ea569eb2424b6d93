// The fields of each instruction, once for both forms: a source finds a value by its name in JSON.
#pragma once

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "adapters/instructions/instruction.h"

namespace switchyard::adapters::instruction {

// Takes values out of a form or a document and keeps the first thing that was wrong. `Find` gives the texts
// that stand under a field's name, in order; several only where a list may be. It knows too whether what
// stands there, if anything, is one text or a list of them, and nothing else.
template <class Find>
class FieldReader {
 public:
  explicit FieldReader(Find find) : find_(std::move(find)) {}

  void text(std::string_view name, std::string& out) {
    if (!find_.is_one(name)) return fail(name, "must be a text, a number, true or false");
    const std::vector<std::string> found = find_(name);
    if (!found.empty()) out = found.back();
  }
  void required(std::string_view name, std::string& out) {
    text(name, out);
    if (out.empty()) fail(name, "is required");
  }
  // `words` are separated by spaces; an empty value is none of them and allowed.
  void word(std::string_view name, std::string& out, std::string_view words) {
    text(name, out);
    if (!out.empty() && !has_word(words, out)) fail(name, "must be one of " + std::string(words));
  }
  void flag(std::string_view name, bool& out) {
    std::string given;
    text(name, given);
    if (!given.empty()) out = given == "true" || given == "1" || given == "yes";
  }
  void flag(std::string_view name, std::optional<bool>& out) {
    bool value = false;
    std::string given;
    text(name, given);
    if (given.empty()) return;
    flag(name, value);
    out = value;
  }
  std::optional<std::uint32_t> number(std::string_view name, std::uint32_t least, std::uint32_t most) {
    std::string given;
    text(name, given);
    if (given.empty()) return std::nullopt;
    std::uint32_t value = 0;
    const auto [end, error] = std::from_chars(given.data(), given.data() + given.size(), value);
    const bool whole = error == std::errc{} && end == given.data() + given.size();
    if (whole && value >= least && value <= most) return value;
    fail(name, "must be a whole number from " + std::to_string(least) + " to " + std::to_string(most));
    return std::nullopt;
  }
  // Carriers ring at most so long, to a SIP address less.
  void ring_time(std::string_view name, Duration& out, const std::string& to) {
    const std::uint32_t most = to.starts_with("sip:") || to.starts_with("sips:") ? 600 : 999;
    if (const auto given = number(name, 1, most)) out = seconds(*given);
  }
  void list(std::string_view name, std::vector<std::string>& out, std::string_view words) {
    if (!find_.is_list(name)) return fail(name, "must be a text or a list of texts");
    for (const std::string& given : find_(name)) split(given, out);
    for (const std::string& word : out) {
      if (!has_word(words, word)) fail(name, "must be of " + std::string(words));
    }
  }
  void fail(std::string_view name, std::string what) {
    if (problem_.empty()) problem_ = find_.shown(name) + " " + std::move(what);
  }
  const std::string& problem() const { return problem_; }

 private:
  static bool has_word(std::string_view words, std::string_view wanted) {
    std::vector<std::string> all;
    split(words, all);
    return std::find(all.begin(), all.end(), wanted) != all.end();
  }
  static void split(std::string_view text, std::vector<std::string>& out) {
    while (!text.empty()) {
      const std::size_t end = std::min(text.find_first_of(", "), text.size());
      if (end > 0) out.emplace_back(text.substr(0, end));
      text.remove_prefix(std::min(end + 1, text.size()));
    }
  }

  Find find_;
  std::string problem_;
};

inline constexpr std::string_view call_events = "initiated ringing answered completed";
inline constexpr std::string_view conference_events =
    "start end join leave mute hold speaker modify announcement";
inline constexpr std::string_view recordings = "true false record-from-start do-not-record";
inline constexpr std::string_view methods = "GET POST";

template <class Reader>
Dequeue read_dequeue(Reader& reader) {
  Dequeue asked;
  reader.text("to", asked.to);
  reader.text("from", asked.from);
  reader.text("post_work_activity_sid", asked.post_work_activity_sid);
  reader.word("record", asked.record, "record-from-answer");
  reader.ring_time("timeout", asked.timeout, asked.to);
  reader.text("status_callback_url", asked.status_callback_url);
  reader.list("status_callback_events", asked.status_callback_events, call_events);
  return asked;
}

template <class Reader>
Call read_call(Reader& reader) {
  Call asked;
  reader.text("to", asked.to);
  reader.required("from", asked.from);
  reader.required("url", asked.url);
  reader.flag("accept", asked.accept);
  reader.word("record", asked.record, "record-from-answer");
  reader.ring_time("timeout", asked.timeout, asked.to);
  reader.text("status_callback_url", asked.status_callback_url);
  return asked;
}

template <class Reader>
Redirect read_redirect(Reader& reader) {
  Redirect asked;
  reader.required("call_sid", asked.call_sid);
  reader.required("url", asked.url);
  reader.flag("accept", asked.accept);
  return asked;
}

template <class Reader>
void read_callbacks(Reader& reader, Conference& asked) {
  reader.text("status_callback", asked.status_callback);
  reader.word("status_callback_method", asked.status_callback_method, methods);
  reader.list("status_callback_events", asked.status_callback_events, call_events);
  reader.text("conference_status_callback", asked.conference_status_callback);
  reader.word("conference_status_callback_method", asked.conference_status_callback_method, methods);
  reader.list("conference_status_callback_events", asked.conference_status_callback_events,
              conference_events);
  reader.text("recording_status_callback", asked.recording_status_callback);
  reader.word("recording_status_callback_method", asked.recording_status_callback_method, methods);
  reader.text("conference_recording_status_callback", asked.conference_recording_status_callback);
  reader.word("conference_recording_status_callback_method",
              asked.conference_recording_status_callback_method, methods);
}

// Whoever lifts is let into the conference by the journal: until then nothing of the call is heard there.
template <class Reader>
void refuse_early_media(Reader& reader) {
  bool wanted = false;
  reader.flag("early_media", wanted);
  if (wanted) reader.fail("early_media", "cannot be true: a worker's telephone rings outside the conference");
}

template <class Reader>
Conference read_conference(Reader& reader) {
  Conference asked;
  reader.text("to", asked.to);
  reader.text("from", asked.from);
  reader.ring_time("timeout", asked.timeout, asked.to);
  reader.text("post_work_activity_sid", asked.post_work_activity_sid);
  reader.word("record", asked.record, recordings);
  reader.flag("muted", asked.muted);
  reader.word("beep", asked.beep, "true false onEnter onExit");
  reader.flag("beep_on_customer_entrance", asked.beep_on_customer_entrance);
  reader.flag("start_conference_on_enter", asked.start_conference_on_enter);
  reader.flag("end_conference_on_exit", asked.end_conference_on_exit);
  reader.flag("end_conference_on_customer_exit", asked.end_conference_on_customer_exit);
  refuse_early_media(reader);
  asked.max_participants = reader.number("max_participants", 2, 250);
  reader.text("wait_url", asked.wait_url);
  reader.word("wait_method", asked.wait_method, methods);
  reader.word("conference_record", asked.conference_record, recordings);
  reader.word("conference_trim", asked.conference_trim, "trim-silence do-not-trim");
  reader.word("recording_channels", asked.recording_channels, "mono dual");
  reader.text("region", asked.region);
  reader.text("sip_auth_username", asked.sip_auth_username);
  reader.text("sip_auth_password", asked.sip_auth_password);
  reader.word("jitter_buffer_size", asked.jitter_buffer_size, "large medium small off");
  read_callbacks(reader, asked);
  return asked;
}

template <class Reader>
Supervise read_supervise(Reader& reader) {
  Supervise asked;
  std::string mode;
  reader.required("supervisor", asked.supervisor);
  reader.word("supervisor_mode", mode, "monitor whisper barge");
  if (mode == "whisper") asked.mode = SupervisorMode::whisper;
  if (mode == "barge") asked.mode = SupervisorMode::barge;
  return asked;
}

}  // namespace switchyard::adapters::instruction
