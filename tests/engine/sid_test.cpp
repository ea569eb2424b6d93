// SIDs are read back as they were made, and nothing else is one.
#include "engine/base/sid.h"

#include <gtest/gtest.h>

#include <limits>

namespace switchyard {
namespace {

constexpr SidKind kinds[] = {
    SidKind::workspace,  SidKind::activity, SidKind::worker, SidKind::task_channel, SidKind::worker_channel,
    SidKind::task_queue, SidKind::workflow, SidKind::task,   SidKind::reservation,  SidKind::event};

TEST(Sids, of_every_kind_are_read_back) {
  const SidKey key = sid_key("desk");
  for (const SidKind kind : kinds) {
    for (const std::uint64_t serial : {std::uint64_t{1}, std::numeric_limits<std::uint64_t>::max()}) {
      EXPECT_EQ(read_sid(key, make_sid(key, kind, serial)), (Sid{kind, serial})) << sid_letters(kind);
    }
  }
}

// Whoever knows a workspace's name can make this text. What has the number n stands in place n - 1.
TEST(Sids, of_the_number_zero_are_none) {
  const SidKey key = sid_key("desk");
  for (const SidKind kind : kinds)
    EXPECT_EQ(read_sid(key, make_sid(key, kind, 0)), std::nullopt) << sid_letters(kind);
}

TEST(Sids, of_another_workspace_are_none) {
  EXPECT_EQ(read_sid(sid_key("desk"), make_sid(sid_key("other"), SidKind::worker, 1)), std::nullopt);
}

}  // namespace
}  // namespace switchyard
