// Exact bits of chance: another compiler, processor or optimization level must give the same, or old runs are
// lost.
#include <gtest/gtest.h>

#include <bit>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "sim/random/distribution.h"
#include "sim/random/gamma.h"
#include "sim/random/math.h"
#include "sim/random/normal.h"
#include "sim/random/stream.h"

namespace switchyard::sim {
namespace {

std::uint64_t bits(double x) {
  return std::bit_cast<std::uint64_t>(x);
}

// All bits of f over 20,000 points between low and high, folded into one number in order.
std::uint64_t folded(double low, double high, const std::function<double(double)>& f) {
  constexpr int points = 20'000;
  std::uint64_t fold = 0;
  for (int i = 1; i <= points; ++i) {
    const double x = low + (high - low) * (static_cast<double>(i) / (points + 1));
    fold = (fold ^ bits(f(x))) * 0x100000001b3U;
  }
  return fold;
}

std::uint64_t folded_law(const MaybeDistribution& law) {
  return folded(0.0, 1.0, [&](double u) { return quantile(law.value(), u); });
}

struct Golden {
  std::string name;
  std::uint64_t found;
  std::uint64_t wanted;
};

void expect_all(const std::vector<Golden>& goldens) {
  for (const Golden& golden : goldens) {
    EXPECT_EQ(golden.found, golden.wanted) << golden.name << std::hex << " found 0x" << golden.found;
  }
}

TEST(GoldenBits, SingleValues) {
  expect_all({
      {"ln 2", bits(natural_log(2.0)), 0x3fe62e42fefa39ef},
      {"ln 0.1", bits(natural_log(0.1)), 0xc0026bb1bbb55515},
      {"e", bits(exponential(1.0)), 0x4005bf0a8b14576a},
      {"e^-20.5", bits(exponential(-20.5)), 0x3e157a3afeed00ab},
      {"1.7^2.3", bits(power(1.7, 2.3)), 0x400b1c0c46dcb4ea},
      {"normal 0.975", bits(normal_quantile(0.975)), 0x3fff5c0331eeff82},
      {"normal 1e-9", bits(normal_quantile(1e-9)), 0xc017fdc11f44b5a7},
      {"ln gamma 3.7", bits(log_gamma(3.7)), 0x3ff6d9625e359b90},
      {"P(2.5, 3)", bits(regularized_gamma_p(2.5, 3.0)), 0x3fe6337461fff374},
      {"Q(2.5, 9)", bits(regularized_gamma_q(2.5, 9.0)), 0x3f68230eeb1038c0},
      {"uniform", bits(uniform({1, 2}, Purpose::patience, 3, 4)), 0x3fc80f1422650a44},
      {"second uniform", bits(uniform_pair({1, 2}, Purpose::patience, 3, 4).second), 0x3feb31500bb4d3e9},
  });
}

TEST(GoldenBits, Functions) {
  expect_all({
      {"natural_log", folded(0.0, 3.0, natural_log), 0xe7bda4824d45ca},
      {"natural_log of large", folded(1.0, 1e300, natural_log), 0x44ae6062be5ac59a},
      {"exponential", folded(-746.0, 710.0, exponential), 0x69d695f17c255e09},
      {"exponential of small", folded(-1.0, 1.0, exponential), 0x8c78f6a37b8dd041},
      {"power", folded(0.0, 100.0, [](double x) { return power(x, 1.37); }), 0xefc25f680ce7a9cc},
      {"normal_quantile", folded(0.0, 1.0, normal_quantile), 0x43bbc1a16eb00e57},
      {"log_gamma", folded(0.0, 50.0, log_gamma), 0xa6893c999263fd83},
      {"regularized_gamma_p", folded(0.0, 60.0, [](double x) { return regularized_gamma_p(20.0, x); }),
       0x2c2328be3a05cc0a},
      {"regularized_gamma_q", folded(0.0, 6.0, [](double x) { return regularized_gamma_q(0.7, x); }),
       0x59cad2f035cd43ac},
  });
}

TEST(GoldenBits, Laws) {
  expect_all({
      {"exponential", folded_law(make_exponential(180.0)), 0xb5fecf354720a694},
      {"lognormal", folded_law(make_lognormal(180.0, 1.5)), 0xb0ba72ec4c73916},
      {"gamma 2", folded_law(make_gamma(180.0, 0.5)), 0xfb97026c8a7d5d15},
      {"gamma 0.1", folded_law(make_gamma(180.0, 10.0)), 0x5225d82402b5cc27},
      {"gamma 100", folded_law(make_gamma(1.0, 0.01)), 0x19383ac6f36f9a3b},
      {"weibull", folded_law(make_weibull(0.7, 100.0)), 0x8958fc616a7fddd9},
      {"uniform", folded_law(make_uniform(10.0, 30.0)), 0x8ba8085d92f24290},
      {"survival", folded_law(make_survival({{10.0, 0.9}, {30.0, 0.4}, {80.0, 0.2}}, 60.0)),
       0xbd000089f23dba7b},
  });
}

}  // namespace
}  // namespace switchyard::sim
