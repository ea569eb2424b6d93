// The scopes of intervals, made when they are asked for: kept, they would take more room than anything else.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "reports/measures/measures.h"
#include "reports/measures/put_aside.h"

namespace switchyard::reports {

struct Scope;

class IntervalRows {
 public:
  using Take = std::function<void(Scope)>;

  virtual ~IntervalRows() = default;
  // The rows of an interval, in the order of their kinds, one after the other.
  virtual void read(std::uint32_t interval, const Take& take) const = 0;
  // The first of them.
  virtual Scope total(std::uint32_t interval) const = 0;
};

// Of one run.
std::shared_ptr<const IntervalRows> measured_rows(Measures measures);

// Of several replications: one interval after the other, as they were put.
class PooledRows : public IntervalRows {
 public:
  void put(std::uint32_t interval, const std::vector<Scope>& rows);
  void read(std::uint32_t interval, const Take& take) const override;
  Scope total(std::uint32_t interval) const override;

 private:
  PutAside rows_;
};

}  // namespace switchyard::reports
