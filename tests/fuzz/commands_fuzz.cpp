// Any bytes as commands to an engine with random rules: refused or done, and the state stays sound.
#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

#include "engine/base/check.h"
#include "engine/codec/bytes/decode.h"
#include "engine/engine.h"
#include "engine/rules/invariants.h"
#include "tests/support/random_world.h"

namespace {

using namespace switchyard;

constexpr Time start{1'767'225'600'000'000};  // 2026-01-01

// Takes the input apart: a byte, then so many bytes.
class Bytes {
 public:
  Bytes(const std::uint8_t* data, std::size_t size) : rest_(reinterpret_cast<const char*>(data), size) {}
  bool empty() const { return rest_.empty(); }
  std::uint8_t one() { return rest_.empty() ? std::uint8_t{0} : static_cast<std::uint8_t>(take(1)[0]); }
  std::string_view take(std::size_t count) {
    const std::string_view taken = rest_.substr(0, std::min(count, rest_.size()));
    rest_.remove_prefix(taken.size());
    return taken;
  }

 private:
  std::string_view rest_;
};

// What documents may be is workspace_fuzz's question.
tl::expected<Workspace, std::string> no_document(std::string_view) {
  return tl::unexpected(std::string("no documents here"));
}

void apply(Engine& engine, Time time, const Command& command) {
  Output output;
  engine.apply(time, command, output);
  SY_CHECK(broken_invariants(engine.state()).empty());
}

void let_time_pass(Engine& engine, Time until) {
  for (int turn = 0; turn < 50 && engine.next_deadline() <= until; ++turn) {
    apply(engine, engine.next_deadline(), TimePasses{});
  }
}

}  // namespace

// The first byte chooses the rules. Then, again and again: how much time passes, and a command; every other
// one is the bytes of a command as they come, the rest are drawn so that they mostly make sense.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Bytes bytes(data, size);
  test::Dice dice(bytes.one());
  Engine engine(test::random_workspace(dice), start);
  Time now = start;
  for (int turn = 0; turn < 100 && !bytes.empty(); ++turn) {
    const std::uint8_t wait = bytes.one();
    now = now + seconds(wait / 8);
    let_time_pass(engine, now);
    if (engine.next_deadline() <= now) return 0;
    if (wait % 2 == 0) {
      const auto command = codec::decode_command(bytes.take(bytes.one()), no_document);
      if (command) apply(engine, now, *command);
    } else {
      test::Dice choice(bytes.one());
      apply(engine, now, test::random_command(engine, choice));
    }
  }
  return 0;
}
