// A change of the configuration: the document is edited and compiled, and becomes a command.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "adapters/taskrouter/endpoint.h"

namespace switchyard::adapters::taskrouter {

// A copy of the workspace's document with the changes that a request asks for.
class Edit {
 public:
  explicit Edit(const Scope& scope);

  Json& document() { return document_; }
  // The section "taskrouter", its date_updated being now.
  Json& section();
  // What the section keeps of a thing, its date_updated being now.
  Json& facts(SidKind kind, const std::string& name);
  // The entry of a thing that is there.
  Json& entry(SidKind kind, std::string_view name);

  // Adds an entry, made now.
  void add(SidKind kind, Json entry);
  // The thing goes on under another name, and whatever names it says so.
  void rename(SidKind kind, const std::string& from, const std::string& to);

  // Takes the document as it is now as a step of its own; later steps follow it in the same work. The error
  // is what the compiler says of it. The waiting tasks of the workflow that is named run through the new
  // rules.
  Result<void> step(WorkflowId re_evaluate = {});
  // The thing ends: it lays its name down, for others to use, and is gone. Makes two steps.
  Result<void> remove(SidKind kind, const std::string& name);

  using Reply = std::function<http::Response(const Scope&, const Outcome&)>;
  Change change(Reply reply) &&;

 private:
  const Scope& scope_;
  std::string now_;
  Json document_;
  std::vector<Command> commands_;
};

// Compiles a document that no other version came before. The error is what is wrong with it.
Result<Workspace> compile(const Json& document, const Workspace* previous);

}  // namespace switchyard::adapters::taskrouter
