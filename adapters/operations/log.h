// The log: one line an event, for machines or people, without personal data unless that is asked for.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "engine/base/time.h"

namespace switchyard::adapters::operations {

enum class LogLevel : std::uint8_t { debug, info, warn, error };

// The level of "debug", "info", "warn" or "error".
std::optional<LogLevel> read_log_level(std::string_view text);

struct LogField {
  using Value = std::variant<std::string_view, std::int64_t, std::uint64_t, double, bool>;
  std::string_view name;
  Value value;
  bool personal = false;  // numbers, texts, names and attributes of customers: left out by default
};

struct LogOptions {
  LogLevel least = LogLevel::info;
  bool json = true;            // else "2026-11-21T19:00:00Z info listening port=8080"
  bool personal = false;       // write personal fields too
  std::uint32_t repeats = 20;  // lines of one event within `period`; more are counted only
  Duration period = seconds(10);
};

// Any thread. {"time":"…","level":"info","event":"listening","port":8080}; after suppressed lines the next
// one of that event has "suppressed":N. Names of events and fields are words of the program, never of a
// stranger.
class Log {
 public:
  using Write = std::function<void(std::string_view line)>;  // with its line feed; one call at a time
  using Now = std::function<Time()>;

  Log(LogOptions options, Write write, Now now);
  // To stderr, by the system's clock.
  static Log to_stderr(LogOptions options);

  // Instead of LogOptions::least, from now on.
  void set_least(LogLevel least) { least_ = least; }

  void say(LogLevel level, std::string_view event, std::initializer_list<LogField> fields = {});
  void debug(std::string_view event, std::initializer_list<LogField> fields = {}) {
    say(LogLevel::debug, event, fields);
  }
  void info(std::string_view event, std::initializer_list<LogField> fields = {}) {
    say(LogLevel::info, event, fields);
  }
  void warn(std::string_view event, std::initializer_list<LogField> fields = {}) {
    say(LogLevel::warn, event, fields);
  }
  void error(std::string_view event, std::initializer_list<LogField> fields = {}) {
    say(LogLevel::error, event, fields);
  }

 private:
  struct Said {
    Time since;
    std::uint32_t lines = 0;
    std::uint64_t suppressed = 0;
  };
  // How many lines were left out before this one; nothing: this one is left out too.
  std::optional<std::uint64_t> admit(std::string_view event, Time now);

  const LogOptions options_;
  std::atomic<LogLevel> least_;
  const Write write_;
  const Now now_;
  std::mutex mutex_;
  std::map<std::string, Said, std::less<>> said_;
  std::string line_;
};

}  // namespace switchyard::adapters::operations
