// ./dev bench-view: the viewer's figures, of a log that is made for it or of one that is named.
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "bench/viewer/opening.h"

namespace switchyard::bench {
namespace {

struct Options {
  std::string program = "build/release/switchyard";
  std::string log;  // empty: made
  std::string json;
  std::uint64_t calls = 1'000'000;
};

bool read_options(int argc, char** argv, Options& options) {
  for (int i = 1; i < argc; i += 2) {
    if (i + 1 >= argc) return false;
    const std::string name = argv[i];
    if (name == "--program") {
      options.program = argv[i + 1];
    } else if (name == "--log") {
      options.log = argv[i + 1];
    } else if (name == "--json") {
      options.json = argv[i + 1];
    } else if (name == "--calls") {
      options.calls = std::strtoull(argv[i + 1], nullptr, 10);
    } else {
      return false;
    }
  }
  return true;
}

int measure(const Options& options) {
  const std::filesystem::path folder =
      std::filesystem::temp_directory_path() / ("switchyard-viewer-" + std::to_string(getpid()));
  std::filesystem::create_directories(folder);
  const bool made = options.log.empty();
  const std::string log = made ? make_log(options.program, folder.string(), options.calls) : options.log;
  std::vector<Figure> figures;
  const bool good = measure_opening(log, figures);
  std::filesystem::remove_all(folder);
  print(figures);
  if (!options.json.empty() && !write_json(figures, options.json)) return 4;
  return good ? 0 : 3;
}

}  // namespace
}  // namespace switchyard::bench

int main(int argc, char** argv) {
  switchyard::bench::Options options;
  if (switchyard::bench::read_options(argc, argv, options)) return switchyard::bench::measure(options);
  std::fprintf(stderr,
               "usage: switchyard_viewer_bench [--program FILE] [--log FILE] [--calls N] [--json FILE]\n");
  return 2;
}
