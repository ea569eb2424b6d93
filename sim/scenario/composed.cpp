// From a place in the composed text back to the place where it was written.
#include <algorithm>
#include <filesystem>

#include "sim/scenario/compose.h"

namespace switchyard::sim {

namespace fs = std::filesystem;
using codec::Problem;
using codec::Problems;

const Composed::Piece& Composed::piece_at(std::size_t offset) const {
  const auto behind =
      std::upper_bound(pieces_.begin(), pieces_.end(), offset,
                       [](std::size_t wanted, const Piece& piece) { return wanted < piece.begin; });
  return *std::prev(behind);
}

// The byte at the problem's line and column; columns count characters.
std::size_t Composed::offset_of(const Problem& problem) const {
  const std::string& text = document_.text;
  if (problem.line == 0 || problem.line > document_.line_starts.size()) return 0;
  std::size_t offset = document_.line_starts[problem.line - 1];
  for (std::uint32_t column = 1; column < problem.column && offset < text.size(); ++column) {
    do {
      ++offset;
    } while (offset < text.size() && (static_cast<unsigned char>(text[offset]) & 0xC0) == 0x80);
  }
  return offset;
}

Problems Composed::relocate(const Problems& problems) const {
  Problems result;
  for (const Problem& problem : problems.list()) {
    if (problem.file != document_.file || problem.line == 0 || sources_.size() == 1) {
      result.add(problem, problem.message);
      continue;
    }
    const std::size_t offset = offset_of(problem);
    const Piece& piece = piece_at(offset);
    const std::size_t written = piece.copied ? piece.offset + (offset - piece.begin) : piece.offset;
    Problem moved = sources_[piece.source].document.problem_at(written, problem.message, problem.hint);
    moved.pointer = problem.pointer;
    moved.severity = problem.severity;
    moved.environment = problem.environment;
    // Several keys may be missing at one place: their messages tell them apart.
    result.add(std::move(moved), problem.message);
  }
  return result;
}

std::string Composed::resolve(const codec::Node& node, const std::string& file) const {
  const Source& source = sources_[piece_at(node.offset).source];
  std::error_code ignored;
  if (source.is_setting && fs::exists(file, ignored)) return file;
  return (fs::path(source.folder) / file).string();
}

std::vector<codec::Document> Composed::files() const {
  std::vector<codec::Document> files;
  for (const Source& source : sources_) {
    if (!source.is_setting) files.push_back(source.document);
  }
  return files;
}

}  // namespace switchyard::sim
