// What came out when a signature was looked at, the same for every kind of signature.
#pragma once

#include <cstdint>
#include <string_view>

namespace switchyard::adapters::signatures {

enum class Verdict : std::uint8_t {
  good,
  missing,    // the header is not there
  malformed,  // it is there and is no such signature
  too_old,    // signed too long ago: it may be a repetition of somebody else
  too_new,    // signed in our future
  wrong,      // made with another key, or of another text
};

// One sentence for whoever sent it; it tells nothing about the key.
constexpr std::string_view explain(Verdict verdict) {
  switch (verdict) {
    case Verdict::good:
      return "the signature is good";
    case Verdict::missing:
      return "the signature header is missing";
    case Verdict::malformed:
      return "the signature header is not such a signature";
    case Verdict::too_old:
      return "the signature is too old";
    case Verdict::too_new:
      return "the signature is from the future";
    case Verdict::wrong:
      return "the signature does not match";
  }
  return {};
}

}  // namespace switchyard::adapters::signatures
