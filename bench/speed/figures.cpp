// One table for people and one list for programs, from the same figures.
#include "bench/speed/figures.h"

#include <sys/resource.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <nlohmann/json.hpp>

namespace switchyard::bench {

namespace {

rusage usage_of_this_process() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage;
}

double in_seconds(const timeval& t) {
  return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) * 1e-6;
}

bool holds(const Figure& f) {
  return f.value >= f.at_least && (f.at_most == 0 || f.value <= f.at_most);
}

std::string asked(const Figure& f) {
  if (f.at_least == 0 && f.at_most == 0) return "";
  char text[64];
  const bool least = f.at_least > 0;
  std::snprintf(text, sizeof text, "%s %.2f %s", least ? ">=" : "<=", least ? f.at_least : f.at_most,
                holds(f) ? "held" : "MISSED");
  return text;
}

nlohmann::ordered_json entry_of(const Figure& f) {
  nlohmann::ordered_json entry{
      {"name", f.name}, {"value", f.value}, {"unit", f.unit}, {"beside", f.compared_with}};
  if (f.at_least > 0) entry["atLeast"] = f.at_least;
  if (f.at_most > 0) entry["atMost"] = f.at_most;
  if (f.at_least > 0 || f.at_most > 0) entry["held"] = holds(f);
  return entry;
}

}  // namespace

void print(const std::vector<Figure>& figures) {
  std::printf("%-26s %14s  %-24s %-14s %s\n", "figure", "value", "unit", "beside", "asked");
  for (const Figure& f : figures) {
    std::printf("%-26s %14.3f  %-24s %-14s %s\n", f.name.c_str(), f.value, f.unit.c_str(),
                f.compared_with.c_str(), asked(f).c_str());
  }
}

bool write_json(const std::vector<Figure>& figures, const std::string& path) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const Figure& f : figures) list.push_back(entry_of(f));
  std::ofstream file(path);
  file << list.dump(2) << '\n';
  return file.good();
}

double cpu_seconds() {
  const rusage usage = usage_of_this_process();
  return in_seconds(usage.ru_utime) + in_seconds(usage.ru_stime);
}

double peak_megabytes() {
  return static_cast<double>(usage_of_this_process().ru_maxrss) / 1024;
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

}  // namespace switchyard::bench
