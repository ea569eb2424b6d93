// Whoever writes a document by hand may write anything there: only texts in the right place are taken.
#include "adapters/callbacks/document_settings.h"

#include <algorithm>
#include <utility>

#include "engine/codec/document/document.h"

namespace switchyard::adapters::callbacks {
namespace {

using codec::Node;

std::string text_of(const Node& object, std::string_view name) {
  const Node* member = object.member(name);
  return member != nullptr && member->is(Node::Kind::string) ? member->text : "";
}

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = std::min(text.find_first_not_of(' '), text.size());
  return text.substr(begin, text.find_last_not_of(' ') + 1 - begin);
}

std::vector<std::string> read_list(std::string_view text) {
  std::vector<std::string> entries;
  while (!text.empty()) {
    const std::string_view entry = text.substr(0, text.find(','));
    text.remove_prefix(std::min(entry.size() + 1, text.size()));
    if (!trimmed(entry).empty()) entries.emplace_back(trimmed(entry));
  }
  return entries;
}

void check_url(const codec::Document& document, const Node& object, std::string_view name,
               const http::JudgeUrl& judge, codec::Problems& problems) {
  const Node* url = object.member(name);
  if (url == nullptr || !url->is(Node::Kind::string) || url->text.empty()) return;
  if (const auto problem = judge(url->text))
    problems.add(document.problem(*url, std::string(name) + " " + *problem));
}

}  // namespace

codec::Problems check_callback_urls(const codec::Document& document, const http::JudgeUrl& judge) {
  codec::Problems problems;
  const Node* section = document.root.member("taskrouter");
  if (!judge || section == nullptr) return problems;
  check_url(document, *section, "event_callback_url", judge, problems);
  const Node* workflows = section->member("workflows");
  if (workflows == nullptr || !workflows->is(Node::Kind::object)) return problems;
  for (const Node& workflow : workflows->children) {
    check_url(document, workflow, "assignment_callback_url", judge, problems);
    check_url(document, workflow, "fallback_assignment_callback_url", judge, problems);
  }
  return problems;
}

CallbackSettings read_document_settings(const Workspace& rules) {
  CallbackSettings settings;
  const auto document = codec::parse_document(rules.source, "workspace");
  const Node* section = document ? document->root.member("taskrouter") : nullptr;
  if (section == nullptr) return settings;
  settings.account_sid = text_of(*section, "account_sid");
  settings.event_url = text_of(*section, "event_callback_url");
  settings.events = read_list(text_of(*section, "events_filter"));
  const Node* workflows = section->member("workflows");
  if (workflows == nullptr || !workflows->is(Node::Kind::object)) return settings;
  for (const Node& workflow : workflows->children) {
    AssignmentUrls urls{text_of(workflow, "assignment_callback_url"),
                        text_of(workflow, "fallback_assignment_callback_url")};
    if (!urls.url.empty()) settings.assignments.insert_or_assign(workflow.key, std::move(urls));
  }
  return settings;
}

}  // namespace switchyard::adapters::callbacks
