// Each part begins with where the one before it is, and with its size.
#include "reports/measures/put_aside.h"

#include <array>
#include <cstring>

namespace switchyard::reports {
namespace {

using Head = std::array<std::uint64_t, 2>;  // where the part before is; bytes behind the head

}  // namespace

void PutAside::put(std::uint32_t interval, std::string_view part) {
  if (interval >= newest_.size()) newest_.resize(interval + 1, nowhere);
  const Head head{newest_[interval], part.size()};
  head_.resize(sizeof(head));
  std::memcpy(head_.data(), head.data(), sizeof(head));
  newest_[interval] = spool_.append(head_) + 1;
  spool_.append(part);
}

std::uint64_t PutAside::read_part(std::uint64_t at) const {
  Head head{};
  spool_.read(at - 1, sizeof(head), part_);
  std::memcpy(head.data(), part_.data(), sizeof(head));
  spool_.read(at - 1 + sizeof(head), static_cast<std::size_t>(head[1]), part_);
  return head[0];
}

}  // namespace switchyard::reports
