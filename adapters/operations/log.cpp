// A line is put together under the lock and given away whole, so that lines of two threads never mix.
#include "adapters/operations/log.h"

#include <fmt/format.h>

#include <array>
#include <chrono>
#include <cstdio>

#include "engine/codec/json/values.h"
#include "engine/codec/text/time_text.h"

namespace switchyard::adapters::operations {
namespace {

constexpr std::array<std::string_view, 4> level_words = {"debug", "info", "warn", "error"};

std::string_view word_of(LogLevel level) {
  return level_words[static_cast<std::size_t>(level)];
}

struct ValueWriter {
  std::string& out;
  void operator()(std::string_view text) const { codec::append_json(out, text); }
  void operator()(bool flag) const { out += flag ? "true" : "false"; }
  template <class Number>
  void operator()(Number number) const {
    fmt::format_to(std::back_inserter(out), "{}", number);
  }
};

void append_json_field(std::string& out, const LogField& field) {
  codec::append_json(out += ',', field.name);
  out += ':';
  std::visit(ValueWriter{out}, field.value);
}

void append_text_field(std::string& out, const LogField& field) {
  (out += ' ') += field.name;
  out += '=';
  std::visit(ValueWriter{out}, field.value);
}

}  // namespace

std::optional<LogLevel> read_log_level(std::string_view text) {
  for (std::size_t i = 0; i < level_words.size(); ++i) {
    if (level_words[i] == text) return static_cast<LogLevel>(i);
  }
  return std::nullopt;
}

Log::Log(LogOptions options, Write write, Now now)
    : options_(options), least_(options.least), write_(std::move(write)), now_(std::move(now)) {}

Log Log::to_stderr(LogOptions options) {
  return Log(
      options, [](std::string_view line) { std::fwrite(line.data(), 1, line.size(), stderr); },
      [] {
        const auto now = std::chrono::system_clock::now().time_since_epoch();
        return Time{std::chrono::duration_cast<std::chrono::microseconds>(now).count()};
      });
}

std::optional<std::uint64_t> Log::admit(std::string_view event, Time now) {
  auto found = said_.find(event);
  if (found == said_.end()) found = said_.emplace(std::string(event), Said{now, 0, 0}).first;
  Said& said = found->second;
  if (now - said.since >= options_.period) said = {now, 0, said.suppressed};
  if (said.lines >= options_.repeats) {
    ++said.suppressed;
    return std::nullopt;
  }
  ++said.lines;
  return std::exchange(said.suppressed, 0);
}

void Log::say(LogLevel level, std::string_view event, std::initializer_list<LogField> fields) {
  if (level < least_) return;
  const Time now = now_();
  const std::lock_guard lock(mutex_);
  const auto suppressed = admit(event, now);
  if (!suppressed) return;
  line_.clear();
  if (options_.json) {
    fmt::format_to(std::back_inserter(line_), R"({{"time":"{}","level":"{}","event":)",
                   codec::to_rfc3339(now), word_of(level));
    codec::append_json(line_, event);
  } else {
    fmt::format_to(std::back_inserter(line_), "{} {} {}", codec::to_rfc3339(now), word_of(level), event);
  }
  const auto append = options_.json ? append_json_field : append_text_field;
  for (const LogField& field : fields) {
    if (!field.personal || options_.personal) append(line_, field);
  }
  if (*suppressed > 0) append(line_, {"suppressed", *suppressed});
  line_ += options_.json ? "}\n" : "\n";
  write_(line_);
}

}  // namespace switchyard::adapters::operations
