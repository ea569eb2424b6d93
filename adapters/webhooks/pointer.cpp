// A step is a key or an index; which of the two, the document says.
#include "adapters/webhooks/pointer.h"

#include <algorithm>
#include <charconv>

namespace switchyard::adapters::webhooks {
namespace {

std::optional<std::string> unescape(std::string_view step) {
  std::string text;
  for (std::size_t i = 0; i < step.size(); ++i) {
    if (step[i] != '~') {
      text += step[i];
      continue;
    }
    const std::string_view code = step.substr(i + 1, 1);
    if (code != "0" && code != "1") return std::nullopt;
    text += code == "0" ? '~' : '/';
    ++i;
  }
  return text;
}

const codec::Node* element(const codec::Node& array, std::string_view step) {
  std::size_t index = 0;
  const auto [end, error] = std::from_chars(step.data(), step.data() + step.size(), index);
  const bool is_index =
      error == std::errc{} && end == step.data() + step.size() && (step.size() == 1 || step.front() != '0');
  return is_index && index < array.children.size() ? &array.children[index] : nullptr;
}

}  // namespace

std::optional<Pointer> read_pointer(std::string_view text) {
  Pointer pointer;
  while (!text.empty()) {
    if (text.front() != '/') return std::nullopt;
    text.remove_prefix(1);
    const std::string_view step = text.substr(0, text.find('/'));
    auto read = unescape(step);
    if (!read) return std::nullopt;
    pointer.steps.push_back(*std::move(read));
    text.remove_prefix(step.size());
  }
  return pointer;
}

const codec::Node* follow(const Pointer& pointer, const codec::Node& root) {
  const codec::Node* node = &root;
  for (const std::string& step : pointer.steps) {
    node = node->is(codec::Node::Kind::array) ? element(*node, step) : node->member(step);
    if (node == nullptr) return nullptr;
  }
  return node;
}

}  // namespace switchyard::adapters::webhooks
