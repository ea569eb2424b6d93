// A program that was read must end, and ask only what its place in the rules can tell it.
#include <algorithm>

#include "engine/codec/snapshot/check.h"

namespace switchyard::codec {
namespace {

using expression::Program;
using expression::Slots;
using expression::Source;
using expression::Test;

// Where the values begin, ascending.
std::vector<std::uint32_t> literal_places(std::string_view literals) {
  std::vector<std::uint32_t> places;
  for (std::size_t at = 0; at < literals.size(); at += ValueView(literals.substr(at)).bytes().size()) {
    places.push_back(static_cast<std::uint32_t>(at));
  }
  return places;
}

class ProgramCheck {
 public:
  ProgramCheck(const Program& program, const Slots& slots, Readable readable)
      : program_(program), slots_(slots), readable_(readable), literals_(literal_places(program.literals)) {}

  bool is_sound(std::uint32_t index) const {
    const Test& test = program_.tests[index];
    return is_sound(test.left) && is_sound(test.right) && leads_on(index, test.if_true) &&
           leads_on(index, test.if_false);
  }

  bool is_sound(const Source& source) const {
    switch (source.from) {
      case Source::From::task:
        return readable_.task && is_slot(source, slots_.task);
      case Source::From::worker:
        return readable_.worker && is_slot(source, slots_.worker);
      case Source::From::clock:
        return readable_.clock && is_slot(source, slots_.clock);
      case Source::From::workers:
        return readable_.workers && is_slot(source, slots_.workers);
      case Source::From::literal:
        return is_plain(source) && is_literal(source.index);
      case Source::From::list:
        return is_plain(source) && is_run_of_items(source);
    }
    return false;
  }

 private:
  // Only forward, so that every way through the tests ends.
  bool leads_on(std::uint32_t from, std::uint32_t to) const {
    return to == Test::accept || to == Test::reject || (to > from && to < program_.tests.size());
  }
  static bool is_plain(const Source& source) { return source.reading == Source::Reading::plain; }
  static bool is_slot(const Source& source, const std::vector<expression::Name>& table) {
    return source.index < table.size() && reads_rightly(source.reading, table[source.index]);
  }
  static bool reads_rightly(Source::Reading reading, const expression::Name& name) {
    using expression::ClockName;
    if (name == expression::Name(ClockName::current_hour)) return reading == Source::Reading::hour;
    if (name == expression::Name(ClockName::day_of_week)) return reading == Source::Reading::day;
    return reading == Source::Reading::plain;
  }
  bool is_literal(std::uint32_t at) const {
    return std::binary_search(literals_.begin(), literals_.end(), at);
  }
  bool is_run_of_items(const Source& source) const {
    return std::uint64_t{source.index} + source.count <= program_.items.size();
  }

  const Program& program_;
  const Slots& slots_;
  Readable readable_;
  std::vector<std::uint32_t> literals_;
};

}  // namespace

void check_program(const Program& program, const Slots& slots, Readable readable, Findings& findings) {
  const ProgramCheck check(program, slots, readable);
  for (std::uint32_t t = 0; t < program.tests.size() && findings.good(); ++t) {
    findings.expect(check.is_sound(t), "has an expression with a test that reads or leads nowhere");
  }
  for (const Source& item : program.items) {
    const bool sound = item.from != Source::From::list && check.is_sound(item);
    if (!findings.expect(sound, "has an expression with a list item that reads nothing")) return;
  }
}

}  // namespace switchyard::codec
