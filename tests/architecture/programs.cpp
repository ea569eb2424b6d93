// Reads the output of nm, objdump and readelf and compares it with the tables of this folder.
#include "tests/architecture/programs.h"

#include <sys/wait.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <set>

namespace switchyard::architecture {

namespace {

bool fits_one_of(std::string_view name, const std::vector<std::string>& patterns) {
  return std::any_of(patterns.begin(), patterns.end(),
                     [&](const std::string& pattern) { return fits(name, pattern); });
}

std::string_view after(std::string_view text, std::string_view beginning) {
  return text.starts_with(beginning) ? text.substr(beginning.size()) : text;
}

// `time@GLIBC_2.2` is `time`.
std::string_view without_version(std::string_view symbol) {
  return symbol.substr(0, symbol.find('@'));
}

bool is_floating_point_instruction(std::string_view line) {
  // x86-64 (addsd, vmulsd, divps, fmadd231sd, x87's fadd) and AArch64 (fadd, fmul, fdiv).
  const auto columns = split(line, "\t");
  if (columns.size() < 2) return false;
  const auto words = split(columns.at(1), " ");
  std::string_view name = after(words.front(), "v");
  const bool vectorised =
      name.ends_with("sd") || name.ends_with("ss") || name.ends_with("pd") || name.ends_with("ps");
  for (const std::string_view verb : {"add", "sub", "mul", "div", "sqrt"}) {
    if (vectorised && name.size() == verb.size() + 2 && name.starts_with(verb)) return true;
    if (name.starts_with("f") && name.substr(1).starts_with(verb)) return true;
  }
  return name.starts_with("fmadd") || name.starts_with("fmsub") || name.starts_with("fnm");
}

}  // namespace

std::string output_of(const std::string& command, int& code) {
  std::string output;
  FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) {
    code = -1;
    return output;
  }
  std::array<char, 4096> part{};
  for (auto size = fread(part.data(), 1, part.size(), pipe); size > 0;
       size = fread(part.data(), 1, part.size(), pipe)) {
    output.append(part.data(), size);
  }
  const int status = pclose(pipe);
  code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return output;
}

std::vector<ForbiddenSymbols> parse_forbidden_symbols(const std::vector<std::string>& rows) {
  std::vector<ForbiddenSymbols> table;
  for (const auto& row : rows) {
    const auto columns = split(row, " ; ");
    table.push_back({columns.at(0), split(columns.at(1), "  "), columns.at(2)});
  }
  return table;
}

std::vector<std::string> symbols_in(std::string_view nm_output) {
  std::set<std::string> names;
  for (const auto& line : split(nm_output, "\n")) {
    if (!line.starts_with("U ") && !line.starts_with("w ")) continue;
    std::string_view name = trimmed(std::string_view(line).substr(2));
    for (const auto* about : {"vtable for ", "VTT for ", "typeinfo for "}) name = after(name, about);
    names.emplace(without_version(name));
  }
  return {names.begin(), names.end()};
}

Problems forbidden_among(const std::vector<ForbiddenSymbols>& table, const std::string& library,
                         const std::vector<std::string>& symbols) {
  Problems problems;
  for (const auto& entry : table) {
    if (entry.library != library) continue;
    for (const auto& symbol : symbols) {
      if (fits_one_of(symbol, entry.patterns))
        problems.push_back(library + " asks for " + symbol + ": " + entry.why);
    }
  }
  return problems;
}

std::vector<std::string> floating_point_functions(std::string_view disassembly) {
  std::vector<std::string> found;
  std::string function;
  for (const auto& line : split(disassembly, "\n")) {
    if (line.ends_with(">:")) function = line.substr(line.find('<'));
    if (is_floating_point_instruction(line) && (found.empty() || found.back() != function)) {
      found.push_back(function);
    }
  }
  return found;
}

std::vector<Licence> parse_licences(const std::vector<std::string>& rows) {
  std::vector<Licence> table;
  for (const auto& row : rows) {
    const auto columns = split(row, " ; ");
    table.push_back({columns.at(0), columns.at(1), columns.at(2)});
  }
  return table;
}

std::vector<std::string> needed_in(std::string_view readelf_output) {
  std::vector<std::string> sonames;
  for (const auto& line : split(readelf_output, "\n")) {
    if (line.find("(NEEDED)") == std::string::npos) continue;
    const auto open = line.find('[');
    sonames.push_back(line.substr(open + 1, line.find(']') - open - 1));
  }
  return sonames;
}

Problems unlicensed(const std::vector<Licence>& table, const std::vector<std::string>& sonames) {
  Problems problems;
  for (const auto& soname : sonames) {
    const auto known = std::any_of(table.begin(), table.end(),
                                   [&](const Licence& licence) { return fits(soname, licence.library); });
    if (!known) {
      problems.push_back(soname +
                         " has no line in tests/architecture/licences.txt: find its licence, add the line "
                         "and a record in docs/decisions, or do without it");
    }
  }
  return problems;
}

Problems binding_licences(const std::vector<Licence>& table) {
  Problems problems;
  for (const auto& [library, package, name] : table) {
    const bool gpl = name.starts_with("GPL") || name.starts_with("AGPL");
    if (gpl && name.find(" WITH ") == std::string::npos) {
      problems.push_back(package + " (" + name +
                         ") would bind every program linked with it; talk to it as a process");
    }
  }
  return problems;
}

}  // namespace switchyard::architecture
