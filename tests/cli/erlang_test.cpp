// `switchyard erlang` gives the textbook's numbers in the units of scenarios.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/cli/program.h"

namespace switchyard::cli_test {
namespace {

using nlohmann::json;

struct Known {
  const char* arguments;
  const char* result;
  double value;
};

TEST(Erlang, GivesKnownValues) {
  const Known cases[] = {
      {"b --load 9 --agents 12", "blocking", 0.0830866114658268},
      {"b --rate 120/h --handle 4m --agents 12", "blocking", 0.051406387712357934},
      {"b --load 9 --target-blocking 2%", "agents", 15},
      {"c --agents 12 --rate 120/h --handle 4m --threshold 20s", "wait_probability", 0.13984165451627165},
      {"c --agents 12 --rate 2/min --handle 240s", "mean_wait_seconds", 8.3904992709763},
      {"c --agents 12 --rate 120/h --handle 4m", "service_level", 0.8997990760166488},
      {"c --rate 120/h --handle 4m --target-service-level 0.8", "agents", 11},
      {"c --rate 120/h --handle 4m --target-service-level 0.8 --shrinkage 30%", "scheduled_heads", 16},
      // Patience as long as handling: the number of open contacts is Poisson, so the mean wait of all
      // follows.
      {"a --agents 1 --rate 15/h --handle 4m --patience 4m", "abandonment", 0.36787944117144233},
      {"mmck --agents 12 --places 12 --rate 120/h --handle 4m", "blocking", 0.051406387712357934},
      {"priorities --agents 12 --handle 4m --rate 120/h", "mean_wait_1_seconds", 8.3904992709763},
      {"mg1 --rate 7.5/h --handle 4m --scv 1", "mean_wait_seconds", 240},
      {"mg1 --rate 7.5/h --handle 4m --scv 0", "mean_wait_seconds", 120},
      {"overflow --load 9 --agents 12", "overflow_erlang", 9 * 0.0830866114658268},
      {"ring-all --answer 8s --answer 8s --deadline 1000s", "mean_time_answered_seconds", 4},
      {"patience --agents 12 --rate 120/h --handle 4m --time-out 0s", "abandonment", 0.051406387712357934},
  };
  const Folder folder;
  for (const Known& known : cases) {
    SCOPED_TRACE(known.arguments);
    const Ran answer = folder.run(std::string("erlang ") + known.arguments + " -o json");
    ASSERT_EQ(answer.code, 0) << answer.err;
    const double value = json::parse(answer.out)["results"][known.result];
    EXPECT_NEAR(value, known.value, 1e-9 * known.value);
  }
}

TEST(Erlang, AnOverloadedQueueIsSaidToBeEndless) {
  const Folder folder;
  const Ran text = folder.run("erlang c --agents 7 --rate 120/h --handle 4m");
  EXPECT_EQ(text.code, 0);
  EXPECT_NE(text.out.find("endless"), std::string::npos) << text.out;
  const json results =
      json::parse(folder.run("erlang c --agents 7 --rate 120/h --handle 4m -o json").out)["results"];
  EXPECT_EQ(results["stable"], false);
  EXPECT_TRUE(results["mean_wait_seconds"].is_null());
}

TEST(Erlang, TheTextShowsInputsAndResultsWithUnits) {
  const Folder folder;
  const Ran ran = folder.run("erlang c --agents 12 --rate 120/h --handle 4m --threshold 20s");
  for (const char* fragment : {"240.00 s", "8.000 erlang", "13.98 %", "8.39 s", "89.98 %"}) {
    EXPECT_NE(ran.out.find(fragment), std::string::npos) << fragment << "\n" << ran.out;
  }
}

TEST(Erlang, ATargetThatNobodyReachesIsRefused) {
  const Folder folder;
  const Ran ran = folder.run("erlang c --rate 120/h --handle 4m --target-service-level 1");
  EXPECT_EQ(ran.code, 2);
  EXPECT_EQ(ran.out, "");
}

}  // namespace
}  // namespace switchyard::cli_test
