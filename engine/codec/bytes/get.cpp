// The reads that check more than a length.
#include "engine/codec/bytes/get.h"

namespace switchyard::codec {

bool Get::need(std::size_t count) {
  if (!good()) return false;
  if (rest_.size() >= count) return true;
  fail(offset(), std::to_string(count) + " bytes needed, " + std::to_string(rest_.size()) + " left");
  return false;
}

std::string_view Get::take(std::size_t count) {
  const std::string_view front = rest_.substr(0, count);
  rest_.remove_prefix(count);
  return front;
}

void Get::value(bool& flag) {
  const std::size_t at = offset();
  std::uint8_t byte = 0;
  value(byte);
  if (byte > 1) return fail(at, "a flag is 0 or 1, not " + std::to_string(byte));
  if (good()) flag = byte == 1;
}

std::string_view Get::string() {
  std::uint32_t length = 0;
  value(length);
  return need(length) ? take(length) : std::string_view{};
}

void Get::value(Attributes& attributes) {
  const std::size_t at = offset();
  const std::string_view bytes = string();
  if (!good()) return;
  if (auto read = Attributes::from_bytes(bytes)) {
    attributes = *std::move(read);
  } else {
    fail(at, "the attributes are not well formed");
  }
}

void Get::value(std::vector<CalendarChanges>& calendars) {
  std::uint32_t count = 0;
  value(count);
  for (std::uint32_t c = 0; c < count && good(); ++c) {
    CalendarChanges calendar;
    std::uint32_t changes = 0;
    value(calendar.open_at_first);
    value(changes);
    for (std::uint32_t i = 0; i < changes && good(); ++i) value(calendar.changes.emplace_back());
    calendars.push_back(std::move(calendar));
  }
}

void Get::value(std::vector<Workspace>& version) {
  const std::size_t at = offset();
  const std::string_view source = string();
  if (!good()) return;
  if (compile_ == nullptr || !*compile_) return fail(at, "nobody is there to compile the workspace");
  if (auto compiled = (*compile_)(source)) {
    version.clear();
    version.push_back(*std::move(compiled));
  } else {
    fail(at, "the workspace does not compile: " + compiled.error());
  }
}

}  // namespace switchyard::codec
