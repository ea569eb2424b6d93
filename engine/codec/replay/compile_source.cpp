// Joins the reader of documents and the compiler of workspaces for a text that was compiled before.
#include "engine/codec/replay/compile_source.h"

#include <utility>

#include "engine/codec/workspace/compile.h"

namespace switchyard::codec {
namespace {

tl::expected<Document, Problems> refuse_file(const std::string& file) {
  Problems problems;
  Problem problem;
  problem.file = file;
  problem.message = "a recorded workspace must stand alone, and this one asks for a file";
  problems.add(std::move(problem));
  return tl::unexpected(std::move(problems));
}

}  // namespace

tl::expected<Workspace, std::string> compile_source(std::string_view source, const Workspace* current) {
  const auto document = parse_document(std::string(source), "recorded workspace");
  if (!document) return tl::unexpected(to_text(document.error()));
  auto compiled = compile_workspace(*document, current, refuse_file);
  if (!compiled) return tl::unexpected(to_text(compiled.error()));
  return std::move(compiled->workspace);
}

}  // namespace switchyard::codec
