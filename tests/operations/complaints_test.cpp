// One line a minute for each kind, and nothing is forgotten.
#include "adapters/operations/complaints.h"

#include <gtest/gtest.h>

namespace switchyard::adapters::operations {
namespace {

constexpr Time begin{1'700'000'000'000'000};

TEST(Complaints, are_told_once_a_period_with_how_often_they_came) {
  Complaints complaints(minutes(1));
  EXPECT_EQ(complaints.admit("401", begin), 1U);
  EXPECT_EQ(complaints.admit("401", begin + seconds(5)), std::nullopt);
  EXPECT_EQ(complaints.admit("503", begin + seconds(6)), 1U) << "another kind";
  EXPECT_EQ(complaints.admit("401", begin + seconds(59)), std::nullopt);
  EXPECT_EQ(complaints.admit("401", begin + seconds(60)), 3U);
  EXPECT_EQ(complaints.admit("401", begin + seconds(119)), std::nullopt);
  EXPECT_EQ(complaints.admit("401", begin + seconds(500)), 2U);
}

TEST(Complaints, of_too_many_kinds_are_not_kept) {
  Complaints complaints(minutes(1), 1);
  EXPECT_EQ(complaints.admit("a", begin), 1U);
  EXPECT_EQ(complaints.admit("b", begin), std::nullopt);
  EXPECT_EQ(complaints.admit("a", begin + minutes(1)), 1U);
}

}  // namespace
}  // namespace switchyard::adapters::operations
