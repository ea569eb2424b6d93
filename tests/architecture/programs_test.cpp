// The built libraries ask the world for nothing that they must not have, and programs are linked only with
// what is listed.
#include "tests/architecture/programs.h"

#include <gtest/gtest.h>

namespace switchyard::architecture {
namespace {

std::string checked_output_of(const std::string& command) {
  int code = 0;
  auto output = output_of(command, code);
  EXPECT_EQ(code, 0) << command;
  return output;
}

Problems forbidden_symbols_of(const std::string& library, const std::string& file) {
  const auto symbols = symbols_in(checked_output_of("nm -uC '" + file + "'"));
  EXPECT_GT(symbols.size(), 10u) << "nm found next to nothing in " << file;
  return forbidden_among(parse_forbidden_symbols(read_table("forbidden_symbols.txt")), library, symbols);
}

std::string judged(const std::string& library, const std::string& nm_output) {
  return joined(forbidden_among(parse_forbidden_symbols(read_table("forbidden_symbols.txt")), library,
                                symbols_in(nm_output)));
}

TEST(Symbols, the_engine_asks_for_no_clock_thread_chance_environment_file_or_locale) {
  const auto problems = forbidden_symbols_of("switchyard_engine", SWITCHYARD_ENGINE_LIBRARY);
  EXPECT_TRUE(problems.empty()) << joined(problems);
}

TEST(Symbols, the_simulator_asks_libm_for_the_square_root_only) {
  const auto problems = forbidden_symbols_of("switchyard_sim", SWITCHYARD_SIM_LIBRARY);
  EXPECT_TRUE(problems.empty()) << joined(problems);
}

TEST(Symbols, each_bad_sample_is_found) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"                 U clock_gettime@GLIBC_2.17\n", "no clock"},
      {"                 U std::chrono::_V2::system_clock::now()\n", "no clock"},
      {"                 U std::thread::join()\n", "no thread"},
      {"                 w pthread_create\n", "no thread"},
      {"                 U std::random_device::_M_getval()\n", "draws nothing"},
      {"                 U getenv\n", "no environment"},
      {"                 U fopen64\n", "no file"},
      {"                 U vtable for std::basic_filebuf<char, std::char_traits<char> >\n", "no stream"},
      {"                 U std::cout\n", "no stream"},
      {"                 U std::locale::locale()\n", "no locale"},
      {"                 U __cxa_atexit\n", "no globals"},
      {"                 U pow\n", "integers"}};
  for (const auto& [line, why] : cases) {
    EXPECT_NE(judged("switchyard_engine", "a.o:\n" + line).find(why), std::string::npos) << line;
  }
  for (const auto* name : {"log", "exp", "pow", "floor", "lgamma", "fma", "llround"}) {
    EXPECT_NE(judged("switchyard_sim", std::string("                 U ") + name + "\n"), "") << name;
  }
}

TEST(Symbols, good_samples_and_sanitizers_pass) {
  const std::string fine =
      "a.o:\n                 U operator new(unsigned long)\n                 U memcpy\n                 U "
      "__asan_report_load8\n"
      "                 U __ubsan_handle_pointer_overflow\n                 U switchyard::logical(int)\n";
  EXPECT_EQ(judged("switchyard_engine", fine), "");
  EXPECT_EQ(judged("switchyard_sim", fine + "                 U sqrt\n"), "");
}

TEST(Symbols, floating_point_instructions_are_told_from_others) {
  const std::string code =
      "0000 <share(long)>:\n  4:\tcvtsi2sd %rax,%xmm0\n  8:\tdivsd  %xmm1,%xmm0\n"
      "0010 <compare(double, double)>:\n  14:\tucomisd %xmm1,%xmm0\n  18:\taddq   $1,%rax\n"
      "0020 <fused(double)>:\n  24:\tvfmadd231sd %xmm1,%xmm2,%xmm0\n";
  EXPECT_EQ(floating_point_functions(code), (std::vector<std::string>{"<share(long)>:", "<fused(double)>:"}));
}

TEST(Licences, every_linked_library_is_listed) {
  const auto table = parse_licences(read_table("licences.txt"));
  for (const auto& program : split(SWITCHYARD_PROGRAMS, ",")) {
    const auto sonames = needed_in(checked_output_of("readelf -d '" + program + "'"));
    EXPECT_FALSE(sonames.empty()) << program;
    const auto problems = unlicensed(table, sonames);
    EXPECT_TRUE(problems.empty()) << program << ":\n" << joined(problems);
  }
}

TEST(Licences, none_of_them_binds_the_program) {
  EXPECT_EQ(joined(binding_licences(parse_licences(read_table("licences.txt")))), "");
}

TEST(Licences, an_unknown_library_and_a_binding_licence_are_found) {
  const auto sonames = needed_in(
      " 0x0000000000000001 (NEEDED)  Shared library: [libgsl.so.27]\n 0x000000000000000e (SONAME)  "
      "[libx.so]\n");
  EXPECT_EQ(sonames, (std::vector<std::string>{"libgsl.so.27"}));
  EXPECT_NE(joined(unlicensed(parse_licences(read_table("licences.txt")), sonames)), "");
  EXPECT_NE(joined(binding_licences(parse_licences({"libgsl.so.* ; libgsl27 ; GPL-3.0"}))), "");
  EXPECT_EQ(joined(binding_licences(parse_licences({"a ; b ; GPL-3.0 WITH GCC-exception-3.1"}))), "");
}

}  // namespace
}  // namespace switchyard::architecture
