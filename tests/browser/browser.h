// Chromium without a window, in a folder of its own: pages become pictures, paper, or what a script in them
// found.
#pragma once

#include <string>
#include <vector>

namespace switchyard::browser_test {

// Empty when all programs are there; else what is missing and how to get it.
std::string missing_programs();

enum class Light { day, night };

class Browser {
 public:
  Browser();
  ~Browser();  // removes the folder
  Browser(const Browser&) = delete;
  Browser& operator=(const Browser&) = delete;

  // Of a file in the folder.
  std::string path_of(const std::string& file) const { return folder_ + "/" + file; }
  void write(const std::string& file, const std::string& text) const;

  // A picture has three quarters of the width and height, so that more fits into a small file.
  // Each takes the name of a page in the folder, and is false when the browser failed or took longer than two
  // minutes.
  bool take_picture(const std::string& page, Light light, int width, int height,
                    const std::string& png) const;
  // Of a PDF: a sheet by 72 dots an inch, the first is 1; the texts of all sheets.
  bool print(const std::string& page, const std::string& pdf) const;
  bool take_sheet(const std::string& pdf, int number, const std::string& png) const;
  std::vector<std::string> sheets_of(const std::string& pdf) const;
  // The page's markup when its scripts have run in a window of this width; empty when that failed.
  std::string markup_after_scripts(const std::string& page, int width = 1280) const;

 private:
  bool run(const std::string& arguments, const std::string& page) const;

  std::string folder_;
};

// Runs a shell command with its standard output in the file `log`, if one is named; true when it succeeds.
bool succeeds(const std::string& command, const std::string& log = "");

std::string read_text(const std::string& path);

}  // namespace switchyard::browser_test
