// Leads from anybody's web form or CRM: JSON whose places the settings name.
#pragma once

#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <variant>
#include <vector>

#include "adapters/http/message.h"
#include "adapters/signatures/hmac.h"
#include "adapters/signatures/verdict.h"
#include "adapters/webhooks/answers.h"
#include "adapters/webhooks/arrival.h"
#include "adapters/webhooks/pointer.h"
#include "adapters/webhooks/settings.h"

namespace switchyard::adapters::webhooks {

// A source with its keys and pointers ready.
class LeadReader {
 public:
  // What is wrong with the source: a secret or pointer that is none, an attribute named twice.
  static tl::expected<LeadReader, std::string> make(LeadSource source);

  // The task that a lead becomes. What is looked at, in this order: the length, the proof of who sent it, the
  // JSON, the fields, whether the workspace has what the source names.
  Taken<Arrival> read(const http::Request& request, const Directory& directory, Time now,
                      std::size_t largest) const;

  const std::string& name() const { return source_.name; }

 private:
  struct Field {
    std::string attribute;
    Pointer pointer;
    bool required = false;
  };

  explicit LeadReader(LeadSource source) : source_(std::move(source)) {}
  std::optional<std::string> prepare_proof();
  std::optional<std::string> prepare_fields();
  signatures::Verdict check_proof(const http::Request& request, Time now) const;
  Taken<Attributes> read_attributes(const codec::Document& document) const;
  Taken<std::string> read_key(const http::Request& request, const codec::Document& document) const;
  std::optional<Place> find_place(const Directory& directory) const;

  LeadSource source_;
  std::vector<signatures::HmacKey> keys_;  // of the proof; none for bearer tokens
  std::vector<Field> fields_;
  std::optional<Pointer> key_pointer_;
};

}  // namespace switchyard::adapters::webhooks
