// Reads laws of plain numbers, such as how many messages a customer writes or how fast workers are.
#include "sim/scenario/reading.h"

namespace switchyard::sim {
namespace {

using codec::Node;
using codec::Reader;

struct Bounds {
  double least;
  double most;
};

std::optional<Distribution> accept(Reading& reading, const Node& node, MaybeDistribution law) {
  if (law) return std::move(*law);
  reading.report(node, law.error());
  return std::nullopt;
}

std::optional<double> read_value(Reading& reading, const Node& node, Bounds bounds) {
  return codec::read_number(reading.document(), node, reading.problems, bounds.least, bounds.most);
}

std::optional<Distribution> read_span(Reading& reading, const Node& node, Bounds bounds) {
  if (!node.is(Node::Kind::array) || node.children.size() != 2) {
    codec::expect(reading.document(), node, reading.problems, "must be a list of two numbers", "[0.8, 1.2]");
    return std::nullopt;
  }
  const auto low = read_value(reading, node.children[0], bounds);
  const auto high = read_value(reading, node.children[1], bounds);
  if (!low || !high) return std::nullopt;
  return accept(reading, node, make_uniform(*low, *high));
}

using MakeOfMoments = MaybeDistribution (*)(double mean, double scv);

std::optional<Distribution> read_moments(Reading& reading, const Node& node, Bounds bounds,
                                         MakeOfMoments make) {
  Reader reader(reading.document(), node, reading.problems);
  const Node* mean_node = reader.require("mean");
  const Node* scv_node = reader.require("scv");
  reader.finish();
  if (mean_node == nullptr || scv_node == nullptr) return std::nullopt;
  const auto mean = read_value(reading, *mean_node, bounds);
  const auto scv = read_value(reading, *scv_node, {0, 1e6});
  if (!mean || !scv) return std::nullopt;
  return accept(reading, node, make(*mean, *scv));
}

}  // namespace

std::optional<Distribution> read_number_law(Reading& reading, Reader& reader, std::string_view key,
                                            double least, double most) {
  const Node* node = reader.find(key);
  if (node == nullptr) return std::nullopt;
  const Bounds bounds{least, most};
  if (!node->is(Node::Kind::object)) {
    const auto value = read_value(reading, *node, bounds);
    return value ? accept(reading, *node, make_constant(*value)) : std::nullopt;
  }
  Reader law(reading.document(), *node, reading.problems);
  const Node* uniform = law.find("uniform");
  const Node* lognormal = law.find("lognormal");
  const Node* gamma = law.find("gamma");
  law.finish();
  const int kinds = static_cast<int>(uniform != nullptr) + static_cast<int>(lognormal != nullptr) +
                    static_cast<int>(gamma != nullptr);
  if (kinds != 1) {
    reading.report(*node, "a law must have one kind (found " + std::to_string(kinds) + ")",
                   "write a number, {\"uniform\": [1, 5]}, {\"lognormal\": {\"mean\": 1, \"scv\": 0.04}} …");
    return std::nullopt;
  }
  if (uniform != nullptr) return read_span(reading, *uniform, bounds);
  if (lognormal != nullptr) return read_moments(reading, *lognormal, bounds, make_lognormal);
  return read_moments(reading, *gamma, bounds, make_gamma);
}

}  // namespace switchyard::sim
