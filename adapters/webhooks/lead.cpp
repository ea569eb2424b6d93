// Whoever sends leads is a stranger: first the proof, then the text, then what the text says.
#include "adapters/webhooks/lead.h"

#include <algorithm>
#include <utility>

#include "adapters/signatures/webhook.h"
#include "engine/base/match.h"
#include "engine/codec/document/problem.h"
#include "reports/inputs/sha256.h"

namespace switchyard::adapters::webhooks {
namespace {

using signatures::Verdict;

constexpr std::size_t deepest = 16;
constexpr std::size_t most_values = 10'000;
constexpr std::size_t longest_key = 256;

// A document's faults in one sentence for a stranger: the first of them, with its place.
std::string first_fault(const codec::Problems& problems) {
  const codec::Problem& problem = problems.list().front();
  return "line " + std::to_string(problem.line) + ", column " + std::to_string(problem.column) + ": " +
         problem.message;
}

Taken<codec::Document> read_json(const std::string& body, std::size_t largest) {
  if (body.size() > largest) return fail(Result::too_large, 413, "the lead is too long");
  auto document = codec::parse_document(body, "lead", {largest, most_values, deepest});
  if (!document) return fail(Result::bad_json, 400, first_fault(document.error()));
  if (!document->root.is(codec::Node::Kind::object))
    return fail(Result::bad_json, 400, "a lead must be a JSON object");
  return *std::move(document);
}

std::optional<std::string> key_text(const codec::Node& node) {
  if (node.is(codec::Node::Kind::string)) return node.text;
  if (node.is(codec::Node::Kind::integer)) return std::to_string(node.integer);
  return std::nullopt;
}

// So that no name begins as another's keys do.
std::string without_slashes(std::string_view name) {
  std::string text;
  for (const char letter : name)
    text += letter == '/' ? "%2F" : letter == '%' ? "%25" : std::string(1, letter);
  return text;
}

Failure not_shown(Verdict verdict) {
  return {Result::wrong_signature, std::string(explain(verdict)), verdict == Verdict::missing ? 401U : 403U};
}

}  // namespace

tl::expected<LeadReader, std::string> LeadReader::make(LeadSource source) {
  LeadReader reader(std::move(source));
  if (auto fault = reader.prepare_proof()) return tl::unexpected(*std::move(fault));
  if (auto fault = reader.prepare_fields()) return tl::unexpected(*std::move(fault));
  return reader;
}

std::optional<std::string> LeadReader::prepare_proof() {
  bool all_good = true;
  const auto add = [&](std::optional<signatures::HmacKey> key) {
    all_good = all_good && key.has_value();
    if (key) keys_.push_back(*std::move(key));
  };
  const bool some = match(
      source_.proof,
      [&](const StandardWebhooks& proof) {
        for (const auto& secret : proof.secrets) add(signatures::standard_webhooks_key(secret));
        return !proof.secrets.empty();
      },
      [&](const HubSignature& proof) {
        for (const auto& secret : proof.secrets) {
          all_good = all_good && !secret.empty();
          add(signatures::HmacKey(signatures::Digest::sha256, secret));
        }
        return !proof.secrets.empty();
      },
      [&](const BearerToken& proof) {
        for (const auto& token : proof.tokens) all_good = all_good && !token.empty();
        return !proof.tokens.empty();
      });
  if (!some) return "the source " + source_.name + " has no secret";
  return all_good ? std::nullopt : std::optional("a secret of the source " + source_.name + " is none");
}

std::optional<std::string> LeadReader::prepare_fields() {
  std::vector<std::string> names;
  for (const auto& constant : source_.constants) names.push_back(constant.first);
  for (const LeadField& field : source_.fields) {
    auto pointer = read_pointer(field.pointer);
    if (!pointer) return "not a JSON pointer: " + field.pointer;
    names.push_back(field.attribute);
    fields_.push_back({field.attribute, *std::move(pointer), field.required});
  }
  std::sort(names.begin(), names.end());
  if (std::adjacent_find(names.begin(), names.end()) != names.end())
    return "the source " + source_.name + " gives an attribute twice";
  if (source_.key_pointer.empty()) return std::nullopt;
  key_pointer_ = read_pointer(source_.key_pointer);
  return key_pointer_ ? std::nullopt : std::optional("not a JSON pointer: " + source_.key_pointer);
}

Taken<Arrival> LeadReader::read(const http::Request& request, const Directory& directory, Time now,
                                std::size_t largest) const {
  if (request.body.size() > largest) return fail(Result::too_large, 413, "the lead is too long");
  if (const Verdict verdict = check_proof(request, now); verdict != Verdict::good)
    return tl::unexpected(not_shown(verdict));
  const auto document = read_json(request.body, largest);
  if (!document) return tl::unexpected(document.error());
  auto attributes = read_attributes(*document);
  if (!attributes) return tl::unexpected(attributes.error());
  auto key = read_key(request, *document);
  if (!key) return tl::unexpected(key.error());
  auto place = find_place(directory);
  if (!place)
    return fail(Result::unknown_source, 404, "the workspace has no such tenant, workflow or channel");
  Arrival arrival;
  arrival.command.key = *std::move(key);
  arrival.command.tenant = place->tenant;
  arrival.command.channel = place->channel;
  arrival.command.route = ThroughWorkflow{place->workflow};
  arrival.command.attributes = *std::move(attributes);
  arrival.place = *std::move(place);
  return arrival;
}

Verdict LeadReader::check_proof(const http::Request& request, Time now) const {
  return match(
      source_.proof,
      [&](const StandardWebhooks&) {
        return signatures::check_standard_webhook(keys_, request.headers, request.body, now);
      },
      [&](const HubSignature& proof) {
        return signatures::check_hub(keys_, http::find_header(request.headers, proof.header), request.body);
      },
      [&](const BearerToken& proof) { return signatures::check_bearer(proof.tokens, request.headers); });
}

Taken<Attributes> LeadReader::read_attributes(const codec::Document& document) const {
  Value::Object attributes = source_.constants;
  for (const Field& field : fields_) {
    const codec::Node* node = follow(field.pointer, document.root);
    const bool is_there = node != nullptr && !node->is(codec::Node::Kind::null);
    if (is_there) {
      attributes.emplace_back(field.attribute, codec::to_value(*node));
    } else if (field.required) {
      return fail(Result::bad_json, 400, "the lead has no " + field.attribute);
    }
  }
  return Attributes(Value(Value::Data(std::move(attributes))));
}

// A key is the source's own: another source may use the same.
Taken<std::string> LeadReader::read_key(const http::Request& request, const codec::Document& document) const {
  std::optional<std::string> key;
  if (const auto header = http::find_header(request.headers, source_.key_header)) key = std::string(*header);
  if (!key && key_pointer_) {
    const codec::Node* node = follow(*key_pointer_, document.root);
    if (node != nullptr) key = key_text(*node);
  }
  if (!key && std::holds_alternative<StandardWebhooks>(source_.proof))
    key = std::string(http::find_header(request.headers, "webhook-id").value_or(""));
  if (!key || key->empty()) key = reports::sha256_hex(request.body);
  if (key->size() > longest_key) return fail(Result::bad_json, 400, "the key of the lead is too long");
  return "lead/" + without_slashes(source_.name) + "/" + *key;
}

std::optional<Place> LeadReader::find_place(const Directory& directory) const {
  return directory.find({source_.workspace, source_.tenant, source_.workflow, source_.channel});
}

}  // namespace switchyard::adapters::webhooks
