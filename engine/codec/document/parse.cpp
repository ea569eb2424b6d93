// Reads JSON with RapidJSON's SAX parser into the positioned tree; no other file knows that library.
#include <rapidjson/error/error.h>
#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>

#include <algorithm>
#include <charconv>
#include <tuple>
#include <utility>

#include "engine/codec/document/document.h"
#include "engine/codec/document/syntax_problem.h"
#include "engine/codec/text/utf8.h"

namespace switchyard::codec {
namespace {

using Kind = Node::Kind;
constexpr std::size_t no_key = static_cast<std::size_t>(-1);

// Numbers arrive as they are written, so that we decide what is an integer. The iterative parser needs no
// stack of ours, whatever the depth.
constexpr unsigned strict_flags = rapidjson::kParseIterativeFlag | rapidjson::kParseNumbersAsStringsFlag;
constexpr unsigned flags = strict_flags | rapidjson::kParseCommentsFlag | rapidjson::kParseTrailingCommasFlag;

// Whether a number that no double holds is too near to zero (it then is zero) and not too far from it.
bool is_tiny(std::string_view number) {
  std::size_t exponent = number.find_first_of("eE");
  if (exponent != std::string_view::npos) return number.substr(exponent + 1, 1) == "-";
  return number.substr(number.front() == '-' ? 1 : 0, 2) == "0.";
}

// Builds the tree while RapidJSON reads. Returning false stops it; why stands in `stopped`.
class Builder {
 public:
  using Ch = char;

  Builder(const std::string& text, const rapidjson::MemoryStream& stream, const Limits& limits)
      : text_(text), stream_(stream), limits_(limits) {}

  bool Null() { return scalar(Kind::null, 4); }
  bool Bool(bool value) { return scalar(Kind::boolean, value ? 4 : 5) && (last().boolean = value, true); }
  bool RawNumber(const char*, rapidjson::SizeType length, bool);
  bool String(const char* characters, rapidjson::SizeType length, bool);
  bool Key(const char* characters, rapidjson::SizeType length, bool);
  bool StartObject() { return open(Kind::object); }
  bool StartArray() { return open(Kind::array); }
  bool EndObject(rapidjson::SizeType) { return find_twins() && close(); }
  bool EndArray(rapidjson::SizeType) { return close(); }

  // With numbers as strings RapidJSON calls none of these.
  bool Int(int) { return false; }
  bool Uint(unsigned) { return false; }
  bool Int64(std::int64_t) { return false; }
  bool Uint64(std::uint64_t) { return false; }
  bool Double(double) { return false; }

  // The tree as far as it was read: what is still open ends at the end of the text.
  Node take_root();

  struct Fault {
    std::size_t offset = 0;
    std::string message;
    std::string hint;
  };
  const std::vector<Fault>& faults() const { return faults_; }
  bool stopped() const { return stopped_; }

 private:
  std::size_t here() const { return stream_.Tell(); }
  std::size_t opening_quote() const;
  Node& last() { return open_.empty() ? root_ : open_.back().children.back(); }
  bool stop(std::size_t offset, std::string message, std::string hint = {});
  Node begin(Kind kind, std::size_t offset);
  bool room_for_one_more(std::size_t offset);
  bool scalar(Kind kind, std::size_t length);
  void place(Node node);
  bool open(Kind kind);
  bool close();
  bool good_text(std::string_view characters, std::size_t quote);
  bool find_twins();

  const std::string& text_;
  const rapidjson::MemoryStream& stream_;
  const Limits& limits_;
  std::vector<Node> open_;
  Node root_;
  std::string key_;
  std::size_t key_offset_ = no_key;
  std::size_t values_ = 0;
  std::vector<Fault> faults_;
  bool stopped_ = false;
};

// A quote inside a string has an odd number of backslashes before it; the opening one has none.
std::size_t Builder::opening_quote() const {
  std::size_t at = here() - 1;
  while (at > 0) {
    at = text_.rfind('"', at - 1);
    if (at == 0 || at == std::string::npos) return 0;
    std::size_t before = text_.find_last_not_of('\\', at - 1);
    std::size_t backslashes = before == std::string::npos ? at : at - 1 - before;
    if (backslashes % 2 == 0) return at;
  }
  return 0;
}

bool Builder::stop(std::size_t offset, std::string message, std::string hint) {
  faults_.push_back({offset, std::move(message), std::move(hint)});
  stopped_ = true;
  return false;
}

bool Builder::room_for_one_more(std::size_t offset) {
  if (++values_ <= limits_.values) return true;
  return stop(offset, "the document must have at most " + std::to_string(limits_.values) + " values");
}

Node Builder::begin(Kind kind, std::size_t offset) {
  Node node;
  node.kind = kind;
  node.offset = offset;
  node.end = here();
  node.key_offset = offset;
  if (key_offset_ != no_key) {
    node.key = std::move(key_);
    node.key_offset = key_offset_;
    key_offset_ = no_key;
  }
  return node;
}

void Builder::place(Node node) {
  if (open_.empty()) {
    root_ = std::move(node);
  } else {
    open_.back().children.push_back(std::move(node));
  }
}

bool Builder::scalar(Kind kind, std::size_t length) {
  if (!room_for_one_more(here() - length)) return false;
  place(begin(kind, here() - length));
  return true;
}

bool Builder::RawNumber(const char*, rapidjson::SizeType length, bool) {
  if (!scalar(Kind::decimal, length)) return false;
  Node& node = last();
  std::string_view written = std::string_view(text_).substr(node.offset, length);
  const char* end = written.data() + written.size();
  auto [stop_at, error] = std::from_chars(written.data(), end, node.decimal);
  if (error != std::errc{} && !is_tiny(written)) {
    return stop(node.offset,
                "the number is beyond what a double holds (found " + shortened(written, 40) + ")");
  }
  std::int64_t integer = 0;
  auto [integer_end, integer_error] = std::from_chars(written.data(), end, integer);
  if (integer_error == std::errc{} && integer_end == end) {
    node.kind = Kind::integer;
    node.integer = integer;
    node.decimal = static_cast<double>(integer);
  }
  return true;
}

bool Builder::good_text(std::string_view characters, std::size_t quote) {
  if (characters.find('\0') != std::string_view::npos) {
    return stop(quote, "a string must not have the character NUL (found \\u0000)");
  }
  if (first_invalid_byte(characters) == characters.size()) return true;
  return stop(quote, "\\u escapes must not have half of a surrogate pair");
}

bool Builder::String(const char* characters, rapidjson::SizeType length, bool) {
  std::string_view decoded(characters, length);
  std::size_t quote = opening_quote();
  if (!good_text(decoded, quote) || !room_for_one_more(quote)) return false;
  Node node = begin(Kind::string, quote);
  node.text = decoded;
  place(std::move(node));
  return true;
}

bool Builder::Key(const char* characters, rapidjson::SizeType length, bool) {
  key_offset_ = opening_quote();
  key_ = std::string_view(characters, length);
  if (key_.size() > limits_.key) {
    return stop(key_offset_, "a key must have at most " + std::to_string(limits_.key) + " bytes (found " +
                                 std::to_string(key_.size()) + ")");
  }
  return good_text(key_, key_offset_);
}

bool Builder::open(Kind kind) {
  std::size_t at = here();  // RapidJSON has not taken the bracket yet, here and in close()
  if (open_.size() >= limits_.depth) {
    return stop(at, "the document must nest at most " + std::to_string(limits_.depth) + " deep");
  }
  if (!room_for_one_more(at)) return false;
  open_.push_back(begin(kind, at));
  return true;
}

bool Builder::close() {
  Node node = std::move(open_.back());
  open_.pop_back();
  node.end = std::min(here() + 1, text_.size());
  place(std::move(node));
  return true;
}

// False when there are more of them than anybody is told.
bool Builder::find_twins() {
  const std::vector<Node>& members = open_.back().children;
  std::vector<const Node*> sorted;
  sorted.reserve(members.size());
  for (const Node& member : members) sorted.push_back(&member);
  std::sort(sorted.begin(), sorted.end(), [](const Node* a, const Node* b) {
    return std::tie(a->key, a->offset) < std::tie(b->key, b->offset);
  });
  for (std::size_t i = 1; i < sorted.size(); ++i) {
    if (sorted[i]->key != sorted[i - 1]->key) continue;
    std::string name = shortened(quoted(sorted[i]->key), 60);
    faults_.push_back({sorted[i]->key_offset, "a key must stand once in an object (found " + name + " again)",
                       "which of them was meant? Remove the other"});
    if (faults_.size() > Problems::most_kept) return stopped_ = true, false;
  }
  return true;
}

Node Builder::take_root() {
  while (!open_.empty()) {
    close();
    last().end = text_.size();
  }
  return std::move(root_);
}

Problems problems_of(const Document& document, std::vector<Builder::Fault> faults) {
  Problems problems;
  std::stable_sort(faults.begin(), faults.end(),
                   [](const auto& a, const auto& b) { return a.offset < b.offset; });
  for (const auto& fault : faults) problems.add(document.problem_at(fault.offset, fault.message, fault.hint));
  return problems;
}

}  // namespace

tl::expected<Document, Problems> parse_document(std::string text, std::string file, const Limits& limits) {
  Document document;
  document.file = std::move(file);
  document.text = std::move(text);
  document.index();
  if (auto fault = fault_of_bytes(document, limits)) return tl::unexpected(std::move(*fault));
  rapidjson::MemoryStream stream(document.text.data(), document.text.size());
  Builder builder(document.text, stream, limits);
  rapidjson::Reader reader;
  const rapidjson::ParseResult result =
      limits.comments ? reader.Parse<flags>(stream, builder) : reader.Parse<strict_flags>(stream, builder);
  document.root = builder.take_root();
  std::vector<Builder::Fault> faults = builder.faults();
  if (result.IsError() && !builder.stopped()) {
    SyntaxFault fault = describe_syntax(document.text, result.Code(), result.Offset());
    faults.push_back({fault.offset, fault.message, fault.hint});
  }
  if (!faults.empty()) return tl::unexpected(problems_of(document, std::move(faults)));
  return document;
}

}  // namespace switchyard::codec
