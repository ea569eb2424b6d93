// Hands the document to the codec and takes the warnings into the story.
#include "sim/story/compile.h"

#include <filesystem>
#include <utility>

#include "engine/codec/workspace/compile.h"

namespace switchyard::sim::story {

namespace {

std::string beside(const std::string& story, const std::string& file) {
  return (std::filesystem::path(story).parent_path() / file).lexically_normal().string();
}

std::optional<codec::Document> read_file(const codec::Document& story, const Word& word, Faults& faults) {
  auto read = codec::read_document(beside(story.file, word.value));
  if (read) return std::move(*read);
  for (codec::Problem problem : read.error().list()) {
    if (problem.environment) {
      problem = story.problem_at(word.value_begin, problem.message + ": " + problem.file, problem.hint);
      problem.environment = true;
    }
    faults.push_back(std::move(problem));
  }
  return std::nullopt;
}

std::string warning_lines(const codec::Problems& warnings) {
  std::string lines;
  for (const codec::Problem& warning : warnings.list()) {
    lines += "warning at " + warning.pointer + ": " + warning.message + "\n";
  }
  return lines;
}

}  // namespace

std::optional<CompiledHere> compile_here(const codec::Document& story, const Word& word,
                                         const Workspace* previous, Faults& faults) {
  const auto document =
      word.is_json ? read_json(story, word.value_begin, word.end, faults) : read_file(story, word, faults);
  if (!document) return std::nullopt;
  auto compiled = codec::compile_workspace(*document, previous);
  if (!compiled) {
    add_faults(story, word.value_begin, compiled.error(), faults);
    return std::nullopt;
  }
  compiled->workspace.source.erase(0, compiled->workspace.source.find_first_not_of(" \n"));
  return CompiledHere{std::move(compiled->workspace), warning_lines(compiled->warnings)};
}

}  // namespace switchyard::sim::story
