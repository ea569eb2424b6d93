// Walks the words as CLI11 would, and looks at what it could take next.
#include "cli/help/complete.h"

#include <algorithm>
#include <string_view>

namespace switchyard::cli {
namespace {

bool begins_with(std::string_view text, std::string_view start) {
  return text.substr(0, start.size()) == start;
}

bool looks_like_option(std::string_view word) {
  return word.size() > 1 && word.front() == '-';
}

std::string first_line(const std::string& text) {
  return text.substr(0, text.find('\n'));
}

// Where the words have led to.
class Walk {
 public:
  explicit Walk(const CLI::App& program) : command_(&program) {}

  void take(const std::string& word) {
    if (waiting_ != nullptr) {
      waiting_ = nullptr;
    } else if (!only_positionals_ && word == "--") {
      only_positionals_ = true;
    } else if (!only_positionals_ && looks_like_option(word)) {
      take_option(word);
    } else {
      take_plain(word);
    }
  }

  Completion next(const std::string& word) const {
    if (waiting_ != nullptr) return values_of(*waiting_, "", word);
    if (only_positionals_ || !looks_like_dash(word)) return next_plain(word);
    const std::size_t equals = word.find('=');
    if (equals == std::string::npos) return options(word);
    const CLI::Option* option = command_->get_option_no_throw(word.substr(0, equals));
    return option == nullptr ? Completion{} : values_of(*option, word.substr(0, equals + 1), word);
  }

 private:
  static bool looks_like_dash(const std::string& word) { return begins_with(word, "-"); }

  void take_option(const std::string& word) {
    const std::size_t equals = word.find('=');
    const CLI::Option* option = command_->get_option_no_throw(word.substr(0, equals));
    if (option == nullptr) return;
    used_.push_back(option);
    if (takes_value(*option) && equals == std::string::npos) waiting_ = option;
  }

  void take_plain(const std::string& word) {
    const auto commands = commands_of(*command_);
    const auto named = std::find_if(commands.begin(), commands.end(),
                                    [&](const CLI::App* one) { return one->get_name() == word; });
    if (named == commands.end()) {
      ++positionals_;
      return;
    }
    command_ = *named;
    positionals_ = 0;
    used_.clear();
  }

  // A command, a positional, or where no more of them may come the options.
  Completion next_plain(const std::string& word) const {
    if (!commands_of(*command_).empty()) return commands(word);
    const auto positionals = positionals_of(*command_);
    if (positionals_ < positionals.size()) return values_of(*positionals[positionals_], "", word);
    if (!positionals.empty() && may_repeat(*positionals.back()))
      return values_of(*positionals.back(), "", word);
    return only_positionals_ ? Completion{} : options(word);
  }

  // None behind a word that is none.
  Completion commands(const std::string& word) const {
    Completion completion;
    for (const CLI::App* one : commands_of(*command_)) {
      if (positionals_ == 0 && begins_with(one->get_name(), word))
        completion.candidates.push_back({one->get_name(), summary_of(*one)});
    }
    return completion;
  }

  Completion options(const std::string& word) const {
    Completion completion;
    for (const CLI::Option* option : options_of(*command_)) {
      const bool given = std::find(used_.begin(), used_.end(), option) != used_.end();
      if (given && !may_repeat(*option)) continue;
      const auto& names = option->get_lnames();
      const std::string name = names.empty() ? "-" + option->get_snames().front() : "--" + names.front();
      if (begins_with(name, word))
        completion.candidates.push_back({name, first_line(option->get_description())});
    }
    return completion;
  }

  // `front` is what stands before the value in the same word.
  static Completion values_of(const CLI::Option& option, const std::string& front, const std::string& word) {
    const ValueHint hint = hint_of(option);
    Completion completion;
    if (hint.kind != ValueHint::Kind::text) completion.others = hint.kind;
    for (const std::string& value : hint.words) {
      if (begins_with(front + value, word)) completion.candidates.push_back({front + value, ""});
    }
    return completion;
  }

  const CLI::App* command_;
  const CLI::Option* waiting_ = nullptr;  // for its value
  std::vector<const CLI::Option*> used_;  // of the command
  std::size_t positionals_ = 0;           // likewise
  bool only_positionals_ = false;
};

}  // namespace

Completion complete(const CLI::App& program, const std::vector<std::string>& words) {
  Walk walk(program);
  if (words.empty()) return walk.next("");
  for (std::size_t i = 0; i + 1 < words.size(); ++i) walk.take(words[i]);
  return walk.next(words.back());
}

std::string to_text(const Completion& completion) {
  std::string text;
  for (const Candidate& candidate : completion.candidates) {
    text += candidate.word;
    if (!candidate.description.empty()) text += "\t" + candidate.description;
    text += "\n";
  }
  if (completion.others == ValueHint::Kind::files) return text + ":files\n";
  return text + (completion.others == ValueHint::Kind::folders ? ":folders\n" : ":words\n");
}

}  // namespace switchyard::cli
