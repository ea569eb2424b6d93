// When a step of progress is worth a line, and what the line looks like.
#include "reports/progress/progress.h"

#include <fmt/format.h>

#include <algorithm>

namespace switchyard::reports {
namespace {

int percent_of(double fraction) {
  return static_cast<int>(std::clamp(fraction, 0.0, 1.0) * 100.0 +
                          1e-9);  // 0.29 · 100 is a little less than 29
}

}  // namespace

std::optional<std::string> Progress::update(double fraction, Duration elapsed, std::string_view what) {
  if (style_ == ProgressStyle::quiet) return std::nullopt;
  return style_ == ProgressStyle::lines ? line(fraction, elapsed, what) : bar(fraction, what);
}

std::optional<std::string> Progress::line(double fraction, Duration elapsed, std::string_view what) {
  const int percent = percent_of(fraction);
  const bool step = percent / 10 > std::max(shown_percent_, 0) / 10;
  const bool late = elapsed - shown_at_ >= seconds(30);
  if (!step && !late) return std::nullopt;
  shown_percent_ = percent;
  shown_at_ = elapsed;
  return fmt::format("{}: {} % after {} s\n", what, percent, elapsed.microseconds / 1'000'000);
}

std::optional<std::string> Progress::bar(double fraction, std::string_view what) {
  const int percent = percent_of(fraction);
  if (percent == shown_percent_) return std::nullopt;
  shown_percent_ = percent;
  constexpr int width = 30;
  const auto filled = static_cast<std::size_t>(percent * width / 100);
  return fmt::format("\r{} [{}{}] {:3} %", what, std::string(filled, '#'), std::string(width - filled, '.'),
                     percent);
}

std::string Progress::finish() const {
  return style_ == ProgressStyle::bar && shown_percent_ >= 0 ? "\n" : "";
}

}  // namespace switchyard::reports
