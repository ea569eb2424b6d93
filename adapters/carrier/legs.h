// The workers' phones that ring or are in hand, by reservation: what must be known to hang up.
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

#include "adapters/carrier/rest.h"
#include "engine/effect.h"

namespace switchyard::adapters::carrier {

// A reservation of a workspace.
struct LegKey {
  std::string workspace;
  std::uint64_t reservation = 0;
  friend auto operator<=>(const LegKey&, const LegKey&) = default;
};

// The customer who is called when the worker has answered.
struct CustomerCall {
  CallOrder order;
  EffectId effect;
};

// Any thread. It forgets a leg when it is over, so its size is what rings or talks.
class Legs {
 public:
  // False when there is one already.
  bool begin(const LegKey& key, std::optional<CustomerCall> customer = {});
  // A leg from before the start, which the carrier knows; whether its worker has lifted. Nothing when there
  // is one already.
  void adopt(const LegKey& key, const std::string& call_sid, bool answered);
  // Of an adopted leg that nobody had told the customer of: true when its worker has lifted, so that the
  // customer is to be called now; else that comes with the lifting.
  bool give_customer(const LegKey& key, CustomerCall customer);
  // The carrier has it. True: it is not wanted any more, so hang up.
  bool placed(const LegKey& key, const std::string& call_sid);
  bool has(const LegKey& key) const;
  // Empty when there is none, or the carrier does not have it yet.
  std::string call_of(const LegKey& key) const;

  struct Withdrawn {
    bool known = false;
    std::string call_sid;  // hang up; empty: the carrier does not have it yet, and placed() will say so
  };
  Withdrawn withdraw(const LegKey& key);

  // Once: whom to call now.
  std::optional<CustomerCall> take_customer(const LegKey& key);
  // It is over. Gives the call, if the carrier had it, and the customer who was never called.
  struct Over {
    std::string call_sid;
    std::optional<CustomerCall> customer;
  };
  Over end(const LegKey& key);
  std::size_t size() const;

 private:
  struct Leg {
    std::string call_sid;
    bool withdrawn = false;
    std::optional<CustomerCall> customer;
    bool answered = false;  // known of adopted ones only
  };
  mutable std::mutex guard_;
  std::map<LegKey, Leg> legs_;
};

}  // namespace switchyard::adapters::carrier
