// A turn's bytes stand in one chunk, whole: a long command makes its chunk longer.
#include "viz/feed/turns.h"

#include <algorithm>
#include <cstring>

#include "engine/codec/bytes/encode.h"

namespace switchyard::viz {
namespace {

constexpr std::size_t chunk_size = std::size_t{1} << 20;
constexpr std::size_t head_size = 12;  // time i64, length u32

}  // namespace

void CommandStore::append(Time time, const Command& command) {
  scratch_.clear();
  codec::append_bytes(scratch_, command);
  const std::size_t size = head_size + scratch_.size();
  if (chunks_.empty() || chunks_.back().size() + size > chunk_size) {
    chunks_.emplace_back().reserve(std::max(size, chunk_size));
  }
  std::string& chunk = chunks_.back();
  char head[head_size];
  const auto length = static_cast<std::uint32_t>(scratch_.size());
  std::memcpy(head, &time.microseconds, sizeof time.microseconds);
  std::memcpy(head + sizeof time.microseconds, &length, sizeof length);
  chunk.append(head, head_size);
  chunk.append(scratch_.view());
  end_ = {chunks_.size() - 1, chunk.size(), end_.count + 1};
}

std::optional<TurnBytes> CommandStore::read(StorePlace& place) const {
  if (place.count == end_.count) return std::nullopt;
  if (place.offset == chunks_[place.chunk].size()) place = {place.chunk + 1, 0, place.count};
  const std::string& chunk = chunks_[place.chunk];
  TurnBytes turn{place.count + 1, {}, {}};
  std::uint32_t length = 0;
  std::memcpy(&turn.time.microseconds, chunk.data() + place.offset, sizeof turn.time.microseconds);
  std::memcpy(&length, chunk.data() + place.offset + sizeof turn.time.microseconds, sizeof length);
  turn.payload = std::string_view(chunk).substr(place.offset + head_size, length);
  place = {place.chunk, place.offset + head_size + length, place.count + 1};
  return turn;
}

std::size_t CommandStore::bytes() const {
  std::size_t sum = 0;
  for (const std::string& chunk : chunks_) sum += chunk.capacity();
  return sum;
}

}  // namespace switchyard::viz
