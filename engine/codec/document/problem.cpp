// The list of a document's problems, without the echoes of a fault.
#include "engine/codec/document/problem.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace switchyard::codec {
namespace {

// Of an endless list of errors some echoes may be counted too; nobody is told more than the first thousand.
constexpr std::size_t most_places = 10'000;

// The part of a place that stands for the whole file; a file's name has no NUL.
std::string root_of(std::string_view file) {
  return std::string(file) + '\0';
}

// Missing keys stand below their object under a name that no pointer has: a bare '~' is not valid in one.
std::string place_of(const Problem& problem, std::string_view missing_key) {
  std::string place = root_of(problem.file) + problem.pointer;
  if (!missing_key.empty()) place += "/~" + std::string(missing_key);
  return place;
}

}  // namespace

bool Problems::stands(std::string_view place, std::size_t root_size) const {
  for (;;) {
    if (places_.find(place) != places_.end()) return true;
    std::size_t slash = place.rfind('/');
    if (slash == std::string_view::npos || slash < root_size) return false;
    place = place.substr(0, slash);
  }
}

void Problems::add(Problem problem, std::string_view missing_key) {
  std::string place = place_of(problem, missing_key);
  if (stands(place, root_of(problem.file).size())) return;
  if (problem.severity == Severity::error) {
    if (places_.size() < most_places) places_.insert(std::move(place));
    ++errors_;
  }
  keep(std::move(problem));
}

void Problems::keep(Problem problem) {
  if (!is_full()) {
    list_.push_back(std::move(problem));
  } else {
    ++left_out_;
  }
}

void Problems::add_all(const Problems& others) {
  for (const Problem& problem : others.list_) keep(problem);
  left_out_ += others.left_out_;
  places_.insert(others.places_.begin(), others.places_.end());
  errors_ += others.errors_;
}

void Problems::sort(std::string_view first) {
  auto place = [&](const Problem& p) {
    return std::tuple(p.file != first, std::string_view(p.file), p.line, p.column);
  };
  std::stable_sort(list_.begin(), list_.end(),
                   [&](const Problem& a, const Problem& b) { return place(a) < place(b); });
}

bool Problems::only_environment() const {
  return has_errors() && std::all_of(list_.begin(), list_.end(), [](const Problem& problem) {
           return problem.environment || problem.severity == Severity::warning;
         });
}

}  // namespace switchyard::codec
