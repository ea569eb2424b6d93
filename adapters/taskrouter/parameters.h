// The parameters of a request, typed: form or query, TaskRouter's booleans, repeated keys.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/http/message.h"
#include "adapters/taskrouter/reply.h"

namespace switchyard::adapters::taskrouter {

// Each getter returns nothing when the parameter is absent. What is wrong is kept: ask error() when all
// parameters have been read, before anything is done.
class Parameters {
 public:
  Parameters() = default;
  explicit Parameters(http::Fields fields) : fields_(std::move(fields)) {}

  std::optional<std::string> text(std::string_view name);
  // Not empty, and at most `longest` characters (code points).
  std::optional<std::string> name(std::string_view name, std::size_t longest = 64);
  std::optional<std::string> required_name(std::string_view name, std::size_t longest = 64);
  // true, 1 and yes are true, in any case; all else is false.
  std::optional<bool> boolean(std::string_view name) const;
  std::optional<std::int64_t> integer(std::string_view name, std::int64_t least, std::int64_t most);
  // One of the words, in any case, by its index.
  std::optional<std::size_t> word(std::string_view name, std::initializer_list<std::string_view> words);
  // All values of a repeated key, and of lists with commas in one.
  std::vector<std::string> list(std::string_view name) const;
  bool has(std::string_view name) const { return http::find_field(fields_, name).has_value(); }

  // The first thing that is wrong.
  void refuse(std::string message);
  const std::optional<ApiError>& error() const { return error_; }
  const http::Fields& fields() const { return fields_; }

 private:
  http::Fields fields_;
  std::optional<ApiError> error_;
};

// The letters A to Z made small, for words that may have any case.
std::string lower_case(std::string_view text);

}  // namespace switchyard::adapters::taskrouter
