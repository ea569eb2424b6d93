// How waits fall into buckets, and how a percentile comes out of them again.
#include "reports/measures/histogram.h"

#include <bit>
#include <cmath>

#include "engine/base/check.h"

namespace switchyard::reports {
namespace {

constexpr std::size_t bits_of_bucket = 9;  // 2^9 = 512

std::size_t octave_of(std::uint64_t value) {
  const auto width = static_cast<std::size_t>(std::bit_width(value));
  return width <= bits_of_bucket ? 0 : width - bits_of_bucket;
}

std::size_t bucket_of(std::uint64_t value, std::size_t octave) {
  return octave == 0 ? value : (value >> (octave - 1)) & 511U;
}

Duration middle(std::size_t octave, std::size_t bucket) {
  if (octave == 0) return microseconds(static_cast<std::int64_t>(bucket));
  const std::uint64_t width = std::uint64_t{1} << (octave - 1);
  return microseconds(static_cast<std::int64_t>((512 + bucket) * width + width / 2));
}

}  // namespace

Histogram::Block& Histogram::block(std::size_t octave) {
  if (octave >= octaves_.size()) octaves_.resize(octave + 1);
  if (!octaves_[octave]) octaves_[octave] = std::make_unique<Block>();
  return *octaves_[octave];
}

void Histogram::add(Duration value) {
  SY_CHECK(value.microseconds >= 0);
  ++count_;
  if (value.microseconds == 0) {
    ++zeros_;
    return;
  }
  const auto number = static_cast<std::uint64_t>(value.microseconds);
  const std::size_t octave = octave_of(number);
  ++block(octave)[bucket_of(number, octave)];
}

void Histogram::merge(const Histogram& other) {
  zeros_ += other.zeros_;
  count_ += other.count_;
  for (std::size_t octave = 0; octave < other.octaves_.size(); ++octave) {
    if (!other.octaves_[octave]) continue;
    Block& into = block(octave);
    for (std::size_t i = 0; i < into.size(); ++i) into[i] += (*other.octaves_[octave])[i];
  }
}

Duration Histogram::percentile(double percent) const {
  const double wanted = std::ceil(static_cast<double>(count_) * percent / 100.0);
  std::uint64_t passed = zeros_;
  if (static_cast<double>(passed) >= wanted) return {};
  for (std::size_t octave = 0; octave < octaves_.size(); ++octave) {
    if (!octaves_[octave]) continue;
    for (std::size_t bucket = 0; bucket < octaves_[octave]->size(); ++bucket) {
      passed += (*octaves_[octave])[bucket];
      if (static_cast<double>(passed) >= wanted) return middle(octave, bucket);
    }
  }
  return {};
}

}  // namespace switchyard::reports
