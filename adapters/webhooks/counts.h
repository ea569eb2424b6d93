// How many webhooks came and what was answered, for whoever shows figures.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace switchyard::adapters::webhooks {

enum class Result : std::uint8_t {
  accepted,         // durable, and applied
  duplicate,        // had come before
  refused,          // journaled, but the rules said no
  ignored,          // nothing to do: it says what is known, or what we do not act on
  wrong_method,     // 405
  unknown_path,     // 404
  unknown_number,   // 404: nobody has it, or not for that account
  unknown_source,   // 404: no such source of leads
  wrong_signature,  // 401 or 403
  too_large,        // 413
  wrong_type,       // 415
  bad_form,         // 400
  bad_json,         // 400
  unavailable,      // 503: not durable; the sender must come again
  too_many,         // 429: more than its sender may post; come again
};
inline constexpr std::size_t result_count = 15;

constexpr std::string_view result_text(Result result) {
  constexpr std::array<std::string_view, result_count> words = {
      "accepted",     "duplicate",      "refused",        "ignored",         "wrong_method",
      "unknown_path", "unknown_number", "unknown_source", "wrong_signature", "too_large",
      "wrong_type",   "bad_form",       "bad_json",       "unavailable",     "too_many"};
  return words[static_cast<std::size_t>(result)];
}

// Which webhook.
enum class Kind : std::uint8_t {
  sms,
  voice,
  voice_status,
  lead,
  listed,   // a message that the carrier's list has, posted or not
  carrier,  // what it reports of our calls
  other,    // a path that is none
};
inline constexpr std::size_t kind_count = 7;

constexpr std::string_view kind_text(Kind kind) {
  constexpr std::array<std::string_view, kind_count> words = {"sms",    "voice",   "voice_status", "lead",
                                                              "listed", "carrier", "other"};
  return words[static_cast<std::size_t>(kind)];
}

// Counted on any thread.
class Counters {
 public:
  void count(Kind kind, Result result) {
    numbers_[place(kind, result)].fetch_add(1, std::memory_order_relaxed);
  }
  std::uint64_t read(Kind kind, Result result) const {
    return numbers_[place(kind, result)].load(std::memory_order_relaxed);
  }
  std::uint64_t read(Result result) const {  // of all kinds
    std::uint64_t sum = 0;
    for (std::size_t kind = 0; kind < kind_count; ++kind) sum += read(static_cast<Kind>(kind), result);
    return sum;
  }

 private:
  static std::size_t place(Kind kind, Result result) {
    return static_cast<std::size_t>(kind) * result_count + static_cast<std::size_t>(result);
  }

  std::array<std::atomic<std::uint64_t>, kind_count * result_count> numbers_{};
};

}  // namespace switchyard::adapters::webhooks
