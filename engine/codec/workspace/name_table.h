// The names of one kind of thing and the ids that they stand for, in this version and the earlier ones.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace switchyard::codec {

enum class Case : bool { counts, is_ignored };

class NameTable {
 public:
  explicit NameTable(Case letter_case = Case::counts) : letter_case_(letter_case) {}

  // A name of an earlier version: it has its id, but is not declared. To be called in the order of the ids.
  void remember(std::string_view name);
  // What an earlier version called `formerly` is called `name` from now on, if there is such a thing that is
  // not declared yet, and nothing of the new name. Tells whether it is so.
  bool rename(std::string_view formerly, std::string_view name);
  // Gives the name its id, the old one or the next. Nothing when this document declared it before.
  std::optional<std::uint32_t> declare(std::string_view name);
  // The id of a name that this document declares.
  std::optional<std::uint32_t> find(std::string_view name) const;
  // A declaration had no name that could be read: what is not found may be that one.
  void mark_incomplete() { is_complete_ = false; }
  bool is_complete() const { return is_complete_; }
  // The declared names in the order of their declaration.
  const std::vector<std::string>& names() const { return names_; }

 private:
  struct Entry {
    std::uint32_t id = 0;
    bool is_declared = false;
  };
  std::string key_of(std::string_view name) const;

  Case letter_case_;
  std::map<std::string, Entry> entries_;
  std::vector<std::string> names_;
  bool is_complete_ = true;
};

}  // namespace switchyard::codec
