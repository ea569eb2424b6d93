// The engine's machine code holds no floating-point arithmetic, whatever the sources look like; plain builds
// only, since sanitizers make the code several times as large and their own.
#include <gtest/gtest.h>

#include "tests/architecture/programs.h"

namespace switchyard::architecture {
namespace {

TEST(Symbols, the_engine_computes_with_integers) {
  // Only labels and what may be arithmetic is kept before names are made readable: a library has millions of
  // lines.
  int code = 0;
  const auto listing =
      output_of("objdump -d --no-show-raw-insn '" SWITCHYARD_ENGINE_LIBRARY
                "' | grep -E '>:$|:[[:blank:]]+v?(f|add|sub|mul|div|sqrt)[a-z0-9]*[[:blank:]]' | "
                "grep -B1 -v '>:$' | c++filt",
                code);
  EXPECT_EQ(code, 0);
  EXPECT_GT(listing.size(), 10'000u) << "objdump found next to nothing";
  const auto functions = floating_point_functions(listing);
  EXPECT_TRUE(functions.empty()) << "floating-point arithmetic in the engine; count in integers, doubles are "
                                    "only compared:\n"
                                 << joined(functions);
}

}  // namespace
}  // namespace switchyard::architecture
