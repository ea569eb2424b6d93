// Reads attributes strictly, though documents may have comments: TaskRouter's clients send JSON.
#include "adapters/taskrouter/attributes.h"

#include <utility>

namespace switchyard::adapters::taskrouter {
namespace {

constexpr std::size_t longest_attributes = 4096;

ApiError invalid(std::string_view parameter, const std::string& why) {
  return bad_request(std::string(parameter) + " is not valid JSON: " + why);
}

}  // namespace

Result<codec::Document> read_json(std::string text, std::string_view parameter, std::size_t longest) {
  if (text.size() > longest)
    return tl::unexpected(bad_request(std::string(parameter) + " must have at most " +
                                      std::to_string(longest) + " characters"));
  codec::Limits strict;
  strict.comments = false;
  auto document = codec::parse_document(std::move(text), std::string(parameter), strict);
  if (!document) return tl::unexpected(invalid(parameter, document.error().list().front().message));
  return *std::move(document);
}

Result<Attributes> read_attributes(std::string text, std::string_view parameter) {
  const auto document = read_json(std::move(text), parameter, longest_attributes);
  if (!document) return tl::unexpected(document.error());
  if (!document->root.is(codec::Node::Kind::object))
    return tl::unexpected(bad_request(std::string(parameter) + " must be a JSON object"));
  return Attributes(codec::to_value(document->root));
}

}  // namespace switchyard::adapters::taskrouter
