// Small signs that several panels share: verdicts, letters of states, bars with a target, definitions.
#pragma once

#include <imgui/imgui.h>

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reports/measures/worker_time.h"
#include "viz/view/names.h"

namespace switchyard::viz {

// How a number stands against its threshold. Shape and colour say the same: a dot, a triangle, a square.
enum class Verdict : std::uint8_t { none, good, warning, bad };
ImU32 colour_of(Verdict verdict);
void draw_verdict(ImVec2 centre, Verdict verdict, float size);

// At least the target is good, less than 10 points below it a warning; nothing for no level.
inline constexpr double warning_points = 0.1;
Verdict verdict_of_level(std::optional<double> level, double target);
// Up to the wait that counts as good service it is good, up to three times that a warning.
inline constexpr int bad_waits = 3;
Verdict verdict_of_wait(std::optional<Duration> wait, Duration within);

// A level as a bar with a stroke at the target, its verdict and its number.
void draw_level_bar(ImVec2 low, ImVec2 size, std::optional<double> level, double target);

// The letter of a state on its colour, a square of one line's height.
void draw_state_badge(ImVec2 low, reports::WorkerState state);
// A piece of an agent's strip between two x, of the height that the state has.
void draw_state_piece(ImVec2 low, ImVec2 high, reports::WorkerState state);

// What tips say, for those who have no mouse: while one of these is alive, each tip is told to it.
class CollectedTips {
 public:
  struct Tip {
    std::string heading;
    std::string meaning;
  };
  CollectedTips();
  ~CollectedTips();
  CollectedTips(const CollectedTips&) = delete;
  CollectedTips& operator=(const CollectedTips&) = delete;

  void add(std::string_view heading, std::string_view meaning);  // each heading once
  const std::vector<Tip>& tips() const { return tips_; }

 private:
  std::vector<Tip> tips_;
};

// When the mouse rests on the last item: what the word means.
void tip(std::string_view heading, std::string_view meaning);
// The same with the definition that reports have under that name.
void tip_of_definition(std::string_view heading, std::string_view definition);

// A row of choices of which one is on; true when another one was taken.
bool choose(const char* id, int& chosen, std::initializer_list<const char*> words);
float width_of_choice(std::initializer_list<const char*> words);

// A word with a label in muted letters before it, on the present line.
void labelled(std::string_view label, std::string_view word, ImU32 colour);

}  // namespace switchyard::viz
