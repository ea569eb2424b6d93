// What was built, asked by the system's own tools: undefined symbols, arithmetic instructions, linked
// libraries.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tests/architecture/source_text.h"

namespace switchyard::architecture {

// All that a command prints on its standard output; `code` receives its exit code.
std::string output_of(const std::string& command, int& code);

struct ForbiddenSymbols {
  std::string library;
  std::vector<std::string> patterns;
  std::string why;
};

std::vector<ForbiddenSymbols> parse_forbidden_symbols(const std::vector<std::string>& rows);

// The names in the output of `nm -uC`, each once; what is said about a class (its vtable) counts as the
// class.
std::vector<std::string> symbols_in(std::string_view nm_output);

Problems forbidden_among(const std::vector<ForbiddenSymbols>& table, const std::string& library,
                         const std::vector<std::string>& symbols);

// Functions that compute with floating point, from the output of `objdump -d`.
std::vector<std::string> floating_point_functions(std::string_view disassembly);

struct Licence {
  std::string library;  // soname pattern, "-" for headers
  std::string package;
  std::string name;
};

std::vector<Licence> parse_licences(const std::vector<std::string>& rows);

// The sonames in the output of `readelf -d`.
std::vector<std::string> needed_in(std::string_view readelf_output);

Problems unlicensed(const std::vector<Licence>& table, const std::vector<std::string>& sonames);

// Licences that would bind the whole program: GPL and AGPL without a linking exception.
Problems binding_licences(const std::vector<Licence>& table);

}  // namespace switchyard::architecture
