// Ready means that every check is well.
#include "adapters/operations/health.h"

#include <gtest/gtest.h>

namespace switchyard::adapters::operations {
namespace {

TEST(Health, says_on_request_what_is_wrong_and_what_is_well) {
  const std::vector<Check> good = {{"journal", true, "sequence 17"}, {"disk", true, ""}};
  const std::vector<Check> bad = {{"journal", false, "no space\nleft"}, {"disk", true, ""}};
  EXPECT_EQ(livez().status, 200u);
  EXPECT_EQ(readyz(good, false).body, "ok\n");
  EXPECT_EQ(readyz(good, true).body, "[+]journal ok: sequence 17\n[+]disk ok\nreadyz check passed\n");
  EXPECT_EQ(readyz(bad, false).status, 503u);
  EXPECT_EQ(readyz(bad, false).body, "readyz check failed\n") << "strangers are told no more";
  EXPECT_EQ(readyz(bad, true).body, "[-]journal failed: no space left\n[+]disk ok\nreadyz check failed\n");
  EXPECT_EQ(readyz({}, false).status, 200u);
}

}  // namespace
}  // namespace switchyard::adapters::operations
