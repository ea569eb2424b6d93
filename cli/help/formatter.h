// How help is laid out: a command's examples first, then what CLI11 lays out.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

namespace switchyard::cli {

class HelpFormatter : public CLI::Formatter {
 public:
  std::string make_description(const CLI::App* command) const override;
  std::string make_usage(const CLI::App* command, std::string name) const override;
  // The examples, which are the footer, stand in front.
  std::string make_footer(const CLI::App* command) const override;
  std::string make_subcommand(const CLI::App* command) const override;
  std::string make_option_opts(const CLI::Option* option) const override;
};

}  // namespace switchyard::cli
