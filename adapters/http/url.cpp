// Only what we would ever call is read; anything odd is refused, because oddities are how filters are passed.
#include "adapters/http/url.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace switchyard::adapters::http {
namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& letter : out) {
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  }
  return out;
}

std::optional<std::uint16_t> read_port(std::string_view text) {
  std::uint16_t port = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), port);
  if (problem != std::errc() || end != text.data() + text.size() || port == 0) return std::nullopt;
  return port;
}

bool is_host_letter(char letter) {
  return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter == '.' ||
         letter == '-' || letter == '_';
}

bool is_address_letter(char letter) {
  return is_host_letter(letter) || letter == ':';
}

// "host", "host:port", "[::1]:port".
std::optional<std::string> read_authority(std::string_view text, Url& url) {
  if (text.find('@') != std::string_view::npos) return "a user has no place in a URL";
  const bool bracketed = text.starts_with('[');
  const std::size_t end = bracketed ? text.find(']') : std::min(text.find(':'), text.size());
  if (end == std::string_view::npos) return "the bracket is not closed";
  url.host = lower(bracketed ? text.substr(1, end - 1) : text.substr(0, end));
  const bool good =
      std::all_of(url.host.begin(), url.host.end(), bracketed ? is_address_letter : is_host_letter);
  if (url.host.empty() || !good) return "this is no host name";
  std::string_view rest = text.substr(bracketed ? end + 1 : end);
  url.port = url.encrypted ? 443 : 80;
  if (rest.empty()) return std::nullopt;
  const auto port = rest.starts_with(':') ? read_port(rest.substr(1)) : std::nullopt;
  if (!port) return "this is no port";
  url.port = *port;
  return std::nullopt;
}

}  // namespace

std::string Url::authority() const {
  std::string out = host.find(':') == std::string::npos ? host : "[" + host + "]";
  if (port != (encrypted ? 443 : 80)) (out += ':') += std::to_string(port);
  return out;
}

tl::expected<Url, std::string> parse_url(std::string_view text) {
  const auto wrong = [&](const std::string& why) { return tl::unexpected(std::string(text) + ": " + why); };
  const bool printable =
      std::all_of(text.begin(), text.end(), [](char letter) { return letter > ' ' && letter < 127; });
  if (!printable || text.find('\\') != std::string_view::npos)
    return wrong("spaces, control characters and other alphabets are percent-encoded in a URL");
  const std::size_t colon = text.find("://");
  const std::string scheme = colon == std::string_view::npos ? std::string() : lower(text.substr(0, colon));
  if (scheme != "http" && scheme != "https") return wrong("a URL begins with http:// or https://");
  Url url;
  url.encrypted = scheme == "https";
  std::string_view rest = text.substr(colon + 3);
  rest = rest.substr(0, rest.find('#'));
  const std::size_t path = std::min(rest.find_first_of("/?"), rest.size());
  if (const auto problem = read_authority(rest.substr(0, path), url)) return wrong(*problem);
  url.target = rest.substr(path);
  if (!url.target.starts_with('/')) url.target.insert(0, "/");
  return url;
}

}  // namespace switchyard::adapters::http
