// Carries out a story's statements one by one and keeps what came out of each.
#pragma once

#include <string>
#include <vector>

#include "sim/story/fields.h"
#include "sim/story/run_story.h"
#include "sim/story/stage.h"
#include "sim/story/words.h"

namespace switchyard::sim::story {

// After the first fault nothing is carried out any more; the rest is only read for further faults.
class Teller {
 public:
  Teller(const Script& script, const StoryOptions& options);

  void tell();

  const std::vector<Outcome>& outcomes() const { return outcomes_; }
  const Faults& faults() const { return faults_; }

 private:
  using Words = std::vector<Word>;

  void tell(const Statement& statement, Outcome& outcome);
  void tell_words(const Word& verb, Words words, Outcome& outcome);
  bool take_time(Words& words);
  bool start(const Word& verb, Outcome& outcome);

  void set_day(const Word& verb, const Words& words);
  void set_workspace(const Word& verb, const Words& words, Outcome& outcome);
  void go_on(const Word& verb, const Words& words, Outcome& outcome);
  void answer(const Word& verb, Words words, Outcome& outcome);
  void give(const Word& verb, Words words, Outcome& outcome);
  std::optional<Workspace> take_new_rules(const Word& verb, Words& words, Outcome& outcome);
  void carry_out(const Command& command, const std::string& label, Outcome& outcome);

  // Lets time come as far as the statement wants it.
  void pass_time(Outcome& outcome);
  Setting setting() const;
  void fault(const Word& word, std::string message, std::string hint = {});
  bool blind() const { return !faults_.empty(); }

  const Script& script_;
  std::vector<Outcome> outcomes_;
  Faults faults_;
  Stage stage_;
  bool has_time_ = false;
  bool lost_ = false;  // without a workspace no name means anything
  Time next_;          // when the present statement happens
};

}  // namespace switchyard::sim::story
