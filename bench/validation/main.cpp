// ./dev validate: every case against its formula, as a table for people (Markdown) and an exit code for
// machines.
#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "bench/validation/figures.h"

namespace switchyard::bench {
namespace {

struct Options {
  std::string out;  // empty: stdout only
  std::uint32_t replications = 20;
};

struct Tally {
  int figures = 0;
  int missed = 0;
};

std::vector<Case> all_cases() {
  std::vector<Case> cases;
  for (auto family : {waiting_cases, impatience_cases, loss_cases, routing_cases}) {
    std::vector<Case> more = family();
    cases.insert(cases.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  }
  return cases;
}

std::string heading(std::uint32_t replications) {
  return fmt::format(
      "# The simulator against formulas\n\nMade by `./dev validate`. Each case runs through the whole "
      "engine, {} "
      "replications of one seed;\nthe first tenth of each is left out. *Simulated* is the mean with its 99.9 "
      "% "
      "half-width; a figure holds when the\nformula lies inside. Of a thousand figures that are right one is "
      "expected to miss.\n",
      replications);
}

std::string table_of(const Case& one, std::uint32_t replications, Tally& tally) {
  std::string text =
      fmt::format("\n## {}\n{}\n\n| figure | formula | simulated | ± | |\n|---|---|---|---|---|\n", one.name,
                  one.formula);
  for (const Outcome& outcome : run_case(one, replications)) {
    ++tally.figures;
    if (!outcome.holds()) ++tally.missed;
    text += fmt::format("| {} | {:.5g} | {:.5g} | {:.2g} | {} |\n", outcome.name, outcome.expected,
                        outcome.mean, outcome.half_width, outcome.holds() ? "holds" : "**MISSED**");
  }
  return text;
}

bool read_options(int argc, char** argv, Options& options) {
  for (int i = 1; i < argc; i += 2) {
    const std::string name = argv[i];
    if (i + 1 >= argc) return false;
    if (name == "--out")
      options.out = argv[i + 1];
    else if (name == "--replications")
      options.replications = static_cast<std::uint32_t>(std::atoi(argv[i + 1]));
    else
      return false;
  }
  return options.replications >= 2;
}

int validation_main(int argc, char** argv) {
  Options options;
  if (!read_options(argc, argv, options)) {
    std::fprintf(stderr, "usage: validation [--out FILE] [--replications N]\n");
    return 2;
  }
  std::string report = heading(options.replications);
  Tally tally;
  for (const Case& one : all_cases()) {
    std::fprintf(stderr, "%s\n", one.name.c_str());
    report += table_of(one, options.replications, tally);
  }
  report += fmt::format("\n{} figures, {} missed.\n", tally.figures, tally.missed);
  std::fputs(report.c_str(), stdout);
  if (!options.out.empty()) {
    std::ofstream file(options.out);
    file << report;
    if (!file.flush()) return std::fprintf(stderr, "validation: cannot write %s\n", options.out.c_str()), 4;
  }
  return tally.missed == 0 ? 0 : 99;
}

}  // namespace
}  // namespace switchyard::bench

int main(int argc, char** argv) {
  return switchyard::bench::validation_main(argc, argv);
}
