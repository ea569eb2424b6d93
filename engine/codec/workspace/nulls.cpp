// Looks for null members where TaskRouter's configuration stands, and nowhere else.
#include "engine/codec/workspace/nulls.h"

#include <algorithm>

namespace switchyard::codec {
namespace {

bool is_null(const Node& node) {
  return node.is(Node::Kind::null);
}

bool has_nulls(const Node& node) {
  const bool here =
      node.is(Node::Kind::object) && std::any_of(node.children.begin(), node.children.end(), is_null);
  return here || std::any_of(node.children.begin(), node.children.end(), has_nulls);
}

// Calls visit(member) for the members of that name, of which there is one at most.
template <class Visit>
void for_member(Node& node, std::string_view key, Visit visit) {
  if (!node.is(Node::Kind::object)) return;
  for (Node& child : node.children) {
    if (child.key == key) visit(child);
  }
}

bool routing_has_nulls(const Node& root) {
  const Node* list = root.member("workflows");
  if (list == nullptr || !list->is(Node::Kind::array)) return false;
  return std::any_of(list->children.begin(), list->children.end(), [](const Node& workflow) {
    const Node* routing = workflow.member("task_routing");
    return routing != nullptr && has_nulls(*routing);
  });
}

}  // namespace

void drop_nulls(Node& node) {
  std::vector<Node>& children = node.children;
  if (node.is(Node::Kind::object)) {
    children.erase(std::remove_if(children.begin(), children.end(), is_null), children.end());
  }
  for (Node& child : children) drop_nulls(child);
}

std::optional<Document> without_nulls(const Document& workspace) {
  if (!routing_has_nulls(workspace.root)) return std::nullopt;
  Document spoken = workspace;
  for_member(spoken.root, "workflows", [](Node& list) {
    for (Node& workflow : list.children) for_member(workflow, "task_routing", drop_nulls);
  });
  return spoken;
}

}  // namespace switchyard::codec
