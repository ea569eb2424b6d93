// Finds the ids behind the names that a workspace document uses, and reports those it does not know.
#include "engine/codec/workspace/name_table.h"

#include <utility>

namespace switchyard::codec {

std::string NameTable::key_of(std::string_view name) const {
  std::string key(name);
  if (letter_case_ == Case::counts) return key;
  for (char& c : key) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return key;
}

void NameTable::remember(std::string_view name) {
  auto id = static_cast<std::uint32_t>(entries_.size());
  entries_.emplace(key_of(name), Entry{id, false});
}

bool NameTable::rename(std::string_view formerly, std::string_view name) {
  const auto entry = entries_.find(key_of(formerly));
  if (entry == entries_.end() || entry->second.is_declared || entries_.contains(key_of(name))) return false;
  auto node = entries_.extract(entry);
  node.key() = key_of(name);
  entries_.insert(std::move(node));
  return true;
}

std::optional<std::uint32_t> NameTable::declare(std::string_view name) {
  auto id = static_cast<std::uint32_t>(entries_.size());
  auto [entry, is_new] = entries_.emplace(key_of(name), Entry{id, false});
  if (entry->second.is_declared) return std::nullopt;
  entry->second.is_declared = true;
  names_.emplace_back(name);
  return entry->second.id;
}

std::optional<std::uint32_t> NameTable::find(std::string_view name) const {
  auto entry = entries_.find(key_of(name));
  if (entry == entries_.end() || !entry->second.is_declared) return std::nullopt;
  return entry->second.id;
}

}  // namespace switchyard::codec
