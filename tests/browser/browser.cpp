// The command lines of Chromium, pdftoppm and pdftotext.
#include "tests/browser/browser.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace switchyard::browser_test {
namespace {

// No network, no first-run pages, no sandbox (which needs rights that a container does not give).
constexpr const char* flags =
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --disable-extensions --hide-scrollbars "
    "--force-color-profile=srgb --font-render-hinting=none "
    "--disable-lcd-text --virtual-time-budget=5000 ";

}  // namespace

std::string missing_programs() {
  for (const char* program : {"chromium", "pdftoppm", "pdftotext"}) {
    if (!succeeds(std::string("command -v ") + program))
      return std::string(program) + " is not installed; `./dev setup browser` does it";
  }
  if (!std::filesystem::exists("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")) {
    return "the font DejaVu Sans is not installed; `./dev setup browser` does it";
  }
  return "";
}

bool succeeds(const std::string& command, const std::string& log) {
  const std::string to = log.empty() ? ">/dev/null 2>&1" : ">'" + log + "' 2>/dev/null";
  return std::system(("(" + command + ") </dev/null " + to).c_str()) == 0;
}

std::string read_text(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

Browser::Browser() {
  std::string name = (std::filesystem::temp_directory_path() / "switchyard-browser-XXXXXX").string();
  folder_ = mkdtemp(name.data()) == nullptr ? "" : name;
}

Browser::~Browser() {
  std::error_code ignored;
  if (!folder_.empty()) std::filesystem::remove_all(folder_, ignored);
}

void Browser::write(const std::string& file, const std::string& text) const {
  std::ofstream(path_of(file), std::ios::binary) << text;
}

// Each start has a new profile: in a known one the browser remembers its window, and rounds it to other
// pixels.
bool Browser::run(const std::string& arguments, const std::string& page) const {
  std::error_code ignored;
  std::filesystem::remove_all(path_of("profile"), ignored);
  return succeeds("HOME='" + folder_ +
                      "' FONTCONFIG_FILE='" SWITCHYARD_ROOT
                      "/tests/browser/fonts.conf' TZ=UTC timeout 120 chromium " +
                      std::string(flags) + "--user-data-dir='" + folder_ + "/profile' " + arguments +
                      " 'file://" + path_of(page) + "'",
                  path_of("said"));
}

bool Browser::take_picture(const std::string& page, Light light, int width, int height,
                           const std::string& png) const {
  const std::string scheme = light == Light::night ? "0" : "1";
  return run("--force-device-scale-factor=0.75 --blink-settings=preferredColorScheme=" + scheme +
                 " --window-size=" + std::to_string(width) + "," + std::to_string(height) +
                 " --screenshot='" + path_of(png) + "'",
             page) &&
         std::filesystem::exists(path_of(png));
}

bool Browser::print(const std::string& page, const std::string& pdf) const {
  return run("--no-pdf-header-footer --print-to-pdf='" + path_of(pdf) + "'", page);
}

bool Browser::take_sheet(const std::string& pdf, int number, const std::string& png) const {
  const std::string sheet = std::to_string(number);
  return succeeds("pdftoppm -png -r 72 -f " + sheet + " -l " + sheet + " -singlefile '" + path_of(pdf) +
                  "' '" + path_of("sheet") + "' && mv '" + path_of("sheet.png") + "' '" + path_of(png) + "'");
}

// pdftotext ends each sheet with a form feed.
std::vector<std::string> Browser::sheets_of(const std::string& pdf) const {
  std::vector<std::string> sheets;
  if (!succeeds("pdftotext -layout '" + path_of(pdf) + "' -", path_of("text"))) return sheets;
  std::istringstream text(read_text(path_of("text")));
  for (std::string sheet; std::getline(text, sheet, '\f');) sheets.push_back(sheet);
  return sheets;
}

std::string Browser::markup_after_scripts(const std::string& page, int width) const {
  return run("--window-size=" + std::to_string(width) + ",900 --dump-dom", page) ? read_text(path_of("said"))
                                                                                 : "";
}

}  // namespace switchyard::browser_test
