// The schema says what form the file has; here its values are taken out, and secrets fetched.
#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>

#include "adapters/http/url.h"
#include "cli/serve/config.h"
#include "engine/codec/document/reader.h"
#include "engine/codec/schema/schema.h"

namespace switchyard::cli {
namespace {

using codec::Node;

constexpr std::size_t longest_secret = std::size_t{64} << 10;

class ConfigReader {
 public:
  // `missing`: how bad it is that a secret is not there.
  ConfigReader(const codec::Document& document, codec::Severity missing)
      : document_(document),
        folder_(std::filesystem::path(document.file).parent_path()),
        missing_secret_(missing) {}

  tl::expected<ConfigLook, codec::Problems> read() {
    codec::validate(document_, schema(), problems_);
    if (!problems_.has_errors()) take_all(document_.root);
    problems_.sort(document_.file);
    if (problems_.has_errors()) return tl::unexpected(std::move(problems_));
    return ConfigLook{std::move(config_), std::move(problems_)};
  }

 private:
  static const codec::Document& schema() {
    static const codec::Document parsed = codec::parse_schema(config_schema_text());
    return parsed;
  }

  void take_all(const Node& root) {
    take_listen(root);
    take_base_url(root, "public_url", config_.public_url);
    if (const Node* tls = root.member("tls"))
      config_.tls = TlsConfig{file(*tls, "certificate"), file(*tls, "key")};
    if (const Node* journal = root.member("journal")) take_journal(*journal);
    each(root, "accounts", [&](const Node& node) { config_.accounts.push_back(account(node)); });
    each(root, "workspaces", [&](const Node& node) {
      config_.workspaces.push_back({file(node, "file"), text(node, "account")});
      keep_places(node, {"file"});
      check_account(node, "account");
    });
    if (const Node* operators = root.member("operators"))
      config_.operator_token = secret(*operators, "token");
    if (const Node* webhooks = root.member("webhooks")) take_webhooks(*webhooks);
    each(root, "leads", [&](const Node& node) { config_.leads.push_back(lead(node)); });
    if (const Node* carrier = root.member("carrier")) take_carrier(*carrier);
    each(root, "agents", [&](const Node& node) {
      config_.agents.push_back({text(node, "workspace"), text(node, "worker"), secret(node, "token")});
      const std::string& token = config_.agents.back().token;
      if (!token.empty()) take_once(agent_tokens_, token, *node.member("token"), "token");
      keep_places(node, {"workspace", "worker"});
    });
    take(root, "presence_grace", config_.presence_grace);
    if (const Node* outgoing = root.member("outgoing"))
      each(*outgoing, "allow", [&](const Node& node) { config_.outgoing_allowed.push_back(node.text); });
    if (const Node* limits = root.member("limits")) take_limits(*limits);
    if (const Node* log = root.member("log")) {
      take(*log, "level", config_.log_level);
      config_.log_json = text(*log, "format") != "text";
    }
  }

  void take_listen(const Node& root) {
    const Node* listen = root.member("listen");
    if (listen == nullptr) return;
    const std::size_t colon = listen->text.rfind(':');
    const std::string_view port =
        std::string_view(listen->text).substr(colon == std::string::npos ? 0 : colon + 1);
    unsigned number = 0;
    const auto [stop, error] = std::from_chars(port.data(), port.data() + port.size(), number);
    if (colon == std::string::npos || colon == 0 || error != std::errc{} ||
        stop != port.data() + port.size() || number > 65'535) {
      return problem(*listen, "must be ADDRESS:PORT (found " + document_.written(*listen) + ")",
                     "for example \"127.0.0.1:8080\"");
    }
    config_.address = listen->text.substr(0, colon);
    config_.port = static_cast<std::uint16_t>(number);
  }

  void take_journal(const Node& node) {
    config_.journal_folder = file(node, "folder");
    take(node, "kept", config_.journal_kept);
    if (const Node* every = node.member("snapshot_every"))
      config_.snapshot_every = static_cast<std::uint64_t>(every->integer);
  }

  AccountConfig account(const Node& node) {
    AccountConfig account{text(node, "sid"), secret(node, "token"), {}};
    take_once(users_, account.sid, *node.member("sid"), "SID");
    each(node, "keys", [&](const Node& key) {
      account.keys.push_back({text(key, "sid"), secret(key, "secret"), text(key, "tenant")});
      take_once(users_, account.keys.back().sid, *key.member("sid"), "SID");
      keep_places(key, {"tenant"});
    });
    return account;
  }

  // An account that is named must be declared.
  void check_account(const Node& node, std::string_view key) {
    const Node* name = node.member(key);
    if (name == nullptr) return;
    for (const AccountConfig& known : config_.accounts) {
      if (known.sid == name->text) return;
    }
    problem(*name, "must be the SID of one of /accounts (found " + document_.written(*name) + ")");
  }

  void take_webhooks(const Node& node) {
    take(node, "account", config_.webhooks.account);
    check_account(node, "account");
    take(node, "channel_sms", config_.webhooks.channel_sms);
    take(node, "channel_voice", config_.webhooks.channel_voice);
    keep_places(node, {"channel_sms", "channel_voice"});
  }

  LeadConfig lead(const Node& node) {
    LeadConfig lead;
    take(node, "tenant", lead.tenant);
    take_once(sources_, lead.tenant, *node.member("tenant"), "tenant");
    keep_places(node, {"workspace", "tenant", "workflow", "channel"});
    take(node, "workspace", lead.workspace);
    take(node, "workflow", lead.workflow);
    take(node, "channel", lead.channel);
    take(node, "key", lead.key_pointer);
    if (const Node* fields = node.member("fields")) {
      for (const Node& field : fields->children) {
        if (!field.is(Node::Kind::string) || !field.text.starts_with('/'))
          problem(field,
                  "must be a JSON pointer such as \"/lead/phone\" (found " + document_.written(field) + ")");
        lead.fields.emplace_back(field.key, field.text);
      }
    }
    lead.standard_webhooks = secret(node, "standard_webhooks");
    lead.hmac = secret(node, "hmac");
    lead.bearer = secret(node, "bearer");
    const auto names = [&](std::string_view key) { return node.member(key) != nullptr; };
    if (!names("standard_webhooks") && !names("hmac") && !names("bearer"))
      problem(node, "must say how the sender is known: standard_webhooks, hmac or bearer");
    return lead;
  }

  void take_carrier(const Node& node) {
    CarrierConfig carrier;
    take_base_url(node, "base_url", carrier.base_url);
    take(node, "account", carrier.account);
    carrier.token = secret(node, "token");
    config_.carrier = std::move(carrier);
  }

  void take_limits(const Node& node) {
    const auto number = [&](std::string_view key, auto& into) {
      using Number = std::decay_t<decltype(into)>;
      if (const Node* limit = node.member(key)) into = static_cast<Number>(limit->integer);
    };
    number("body_bytes", config_.body_limit);
    number("connections", config_.connection_limit);
    number("requests_per_second", config_.requests_per_second);
    number("account_requests_per_second", config_.account_requests_per_second);
    number("queue", config_.queue_limit);
  }

  // The beginning of URLs, without the slash at its end: what is put behind it begins with one.
  void take_base_url(const Node& node, std::string_view key, std::string& into) {
    const Node* value = node.member(key);
    if (value == nullptr) return;
    const bool more = value->text.find_first_of("?#") != std::string::npos;
    if (more || !adapters::http::parse_url(value->text)) {
      return problem(*value,
                     "must be an http or https URL without a query or a fragment (found " +
                         document_.written(*value) + ")",
                     "for example \"https://calls.example.com\"");
    }
    into = value->text.substr(0, value->text.find_last_not_of('/') + 1);
  }

  // Nobody else may have it. The value itself is not told: it may be a secret.
  void take_once(std::map<std::string, const Node*>& taken, const std::string& value, const Node& node,
                 const std::string& what) {
    const auto [first, fresh] = taken.emplace(value, &node);
    if (fresh) return;
    problem(node, "must be another " + what + " than that of " + document_.pointer_of(*first->second),
            "one " + what + " says who it is, so no two can share it");
  }

  // Of the entry and of what is written in it, for what only a look at the workspaces can tell.
  void keep_places(const Node& entry, std::initializer_list<std::string_view> keys) {
    const auto keep = [&](const Node& node) {
      config_.places.emplace(document_.pointer_of(node), document_.problem(node, {}));
    };
    keep(entry);
    for (const std::string_view key : keys) {
      if (const Node* value = entry.member(key)) keep(*value);
    }
  }

  static std::string text(const Node& node, std::string_view key) {
    const Node* value = node.member(key);
    return value == nullptr ? std::string() : value->text;
  }
  static void take(const Node& node, std::string_view key, std::string& into) {
    if (const Node* value = node.member(key)) into = value->text;
  }
  void take(const Node& node, std::string_view key, Duration& into) {
    const Node* value = node.member(key);
    if (value == nullptr) return;
    if (const auto read = codec::read_duration(document_, *value, problems_)) into = *read;
  }
  template <class Take>
  static void each(const Node& node, std::string_view key, const Take& take_one) {
    const Node* list = node.member(key);
    if (list == nullptr) return;
    for (const Node& element : list->children) take_one(element);
  }

  std::string file(const Node& node, std::string_view key) const {
    const std::string name = text(node, key);
    return name.empty() ? name : (folder_ / name).string();
  }

  // The secret that `key` says where to find; empty without the key.
  std::string secret(const Node& node, std::string_view key) {
    const Node* source = node.member(key);
    if (source == nullptr) return {};
    const std::string variable = text(*source, "environment");
    if (variable.empty() == text(*source, "file").empty()) {
      problem(*source, "must name either an environment variable or a file");
      return {};
    }
    const std::string found =
        variable.empty() ? from_file(file(*source, "file")) : from_environment(variable);
    if (found.empty()) {
      codec::Problem missing = document_.problem(
          *source, variable.empty() ? "the file cannot be read, or its first line is empty"
                                    : "the environment variable " + variable + " is not set");
      missing.severity = missing_secret_;
      problems_.add(std::move(missing));
    }
    return found;
  }
  static std::string from_environment(const std::string& variable) {
    const char* value = std::getenv(variable.c_str());
    return value == nullptr ? std::string() : value;
  }
  // Empty when its first line is longer than any secret: it may be of a device that never ends one.
  static std::string from_file(const std::string& path) {
    std::ifstream in(path);
    std::string line(longest_secret, '\0');
    in.read(line.data(), static_cast<std::streamsize>(line.size()));
    line.resize(static_cast<std::size_t>(in.gcount()));
    const std::size_t end = std::min(line.find('\n'), line.size());
    if (end == longest_secret) return {};
    line.resize(end);
    return line;
  }

  void problem(const Node& node, std::string message, std::string hint = {}) {
    problems_.add(document_.problem(node, std::move(message), std::move(hint)));
  }

  const codec::Document& document_;
  std::filesystem::path folder_;
  codec::Severity missing_secret_;
  ServeConfig config_;
  codec::Problems problems_;
  std::map<std::string, const Node*> users_;         // by SID
  std::map<std::string, const Node*> agent_tokens_;  // by token
  std::map<std::string, const Node*> sources_;       // of leads, by tenant
};

}  // namespace

tl::expected<ServeConfig, codec::Problems> read_config(const std::string& file) {
  const auto document = codec::read_document(file);
  if (!document) return tl::unexpected(document.error());
  return read_config(*document);
}

tl::expected<ServeConfig, codec::Problems> read_config(const codec::Document& document) {
  auto read = ConfigReader(document, codec::Severity::error).read();
  if (!read) return tl::unexpected(std::move(read.error()));
  return std::move(read->config);
}

tl::expected<ConfigLook, codec::Problems> look_at_config(const codec::Document& document) {
  return ConfigReader(document, codec::Severity::warning).read();
}

}  // namespace switchyard::cli
