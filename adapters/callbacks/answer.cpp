// Whether somebody answered is one question; whether the answer makes sense is another, and only the first
// decides about the fallback.
#include "adapters/callbacks/answer.h"

#include <utility>
#include <vector>

#include "adapters/instructions/read.h"
#include "engine/codec/document/document.h"
#include "engine/codec/document/problem.h"

namespace switchyard::adapters::callbacks {
namespace {

using codec::Node;

constexpr codec::Limits limits{std::size_t{64} << 10, 4096, 8};

std::string joined(const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& text : texts) all += (all.empty() ? "" : " ") + text;
  return all;
}

Answer read_instruction(const Node& root) {
  const Node* name = root.member("instruction");
  if (name == nullptr || name->is(Node::Kind::null)) return {};
  if (!name->is(Node::Kind::string)) return {{}, "instruction is not a text"};
  Instruction instruction{name->text, {}};
  for (const Node& member : root.children) {
    if (&member == name || member.is(Node::Kind::null)) continue;
    instruction.fields.emplace_back(member.key, joined(texts_of(member)));
  }
  return {std::move(instruction), {}};
}

}  // namespace

tl::expected<Answer, NoAnswer> read_answer(const http::SendResult& result) {
  if (!result.arrived()) return tl::unexpected(NoAnswer{result.error});
  const http::Response& response = result.response;
  const bool is_empty = response.body.find_first_not_of(" \t\r\n") == std::string::npos;
  if (response.status == 204 && is_empty) return Answer{};
  if (response.status != 200) return tl::unexpected(NoAnswer{"answered " + std::to_string(response.status)});
  if (is_empty) return Answer{};
  if (!http::find_header(response.headers, "Content-Type").value_or("").starts_with("application/json"))
    return tl::unexpected(NoAnswer{"the answer is not application/json"});
  const auto document = codec::parse_document(response.body, "answer", limits);
  if (!document) return Answer{{}, "the answer is no JSON: " + document.error().list().front().message};
  if (!document->root.is(Node::Kind::object)) return Answer{{}, "the answer is no JSON object"};
  Answer answer = read_instruction(document->root);
  if (const auto read = read_instruction_json(response.body); !read && answer.fault.empty())
    answer.fault = read.error();
  if (answer.instruction && !may_be_answered(answer.instruction->name)) answer.instruction.reset();
  return answer;
}

}  // namespace switchyard::adapters::callbacks
