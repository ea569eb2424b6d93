// Each verb is one element; everything that comes from outside is escaped on its way in.
#include "adapters/twiml/twiml.h"

#include <algorithm>

namespace switchyard::adapters::twiml {
namespace {

using Parts = std::vector<std::pair<std::string_view, std::string_view>>;

bool is_character(char letter) {
  const auto byte = static_cast<unsigned char>(letter);
  return byte >= 0x20 || letter == '\t' || letter == '\n' || letter == '\r';
}

std::string_view entity_of(char letter) {
  switch (letter) {
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '&':
      return "&amp;";
    case '"':
      return "&quot;";
    case '\'':
      return "&apos;";
    default:
      return {};
  }
}

// `content` is XML already. Attributes without a value are left out.
std::string element(std::string_view name, const Parts& attributes, std::string_view content = {}) {
  std::string text = "<" + std::string(name);
  for (const auto& [key, value] : attributes) {
    if (!value.empty()) ((text += ' ') += key) += "=\"" + escape(value) + "\"";
  }
  if (content.empty()) return text += "/>";
  return ((text += '>') += content) += "</" + std::string(name) + ">";
}

std::string whole_seconds(Duration duration) {
  return std::to_string(duration.microseconds / 1'000'000);
}

}  // namespace

std::string escape(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char letter : text) {
    if (const std::string_view entity = entity_of(letter); !entity.empty()) {
      out += entity;
    } else if (is_character(letter)) {
      out += letter;
    }
  }
  return out;
}

std::string response(std::string_view verbs) {
  return R"(<?xml version="1.0" encoding="UTF-8"?>)" + element("Response", {}, verbs);
}

std::string reject() {
  return element("Reject", {{"reason", "busy"}});
}

std::string hangup() {
  return element("Hangup", {});
}

std::string say(std::string_view text) {
  return element("Say", {}, escape(text));
}

std::string customer_conference(std::string_view name, std::string_view wait_url) {
  const std::string conference =
      element("Conference",
              {{"startConferenceOnEnter", "false"}, {"endConferenceOnExit", "true"}, {"waitUrl", wait_url}},
              escape(name));
  return element("Dial", {}, conference);
}

std::string worker_conference(std::string_view name, const Changes& changes) {
  Parts attributes = {
      {"startConferenceOnEnter", "true"}, {"endConferenceOnExit", "false"}, {"beep", "false"}};
  for (const auto& change : changes) {
    const auto usual = std::find_if(attributes.begin(), attributes.end(),
                                    [&](const auto& attribute) { return attribute.first == change.first; });
    if (usual == attributes.end()) {
      attributes.emplace_back(change.first, change.second);
    } else {
      usual->second = change.second;
    }
  }
  return element("Dial", {}, element("Conference", attributes, escape(name)));
}

std::string supervisor_conference(std::string_view name, bool muted, std::string_view coached) {
  const std::string conference = element("Conference",
                                         {{"startConferenceOnEnter", "false"},
                                          {"endConferenceOnExit", "false"},
                                          {"beep", "false"},
                                          {"muted", muted ? "true" : ""},
                                          {"coach", coached}},
                                         escape(name));
  return element("Dial", {}, conference);
}

std::string record(std::string_view action, Duration longest) {
  return element("Record", {{"action", action}, {"playBeep", "true"}, {"maxLength", whole_seconds(longest)}});
}

std::string dial(std::string_view number, std::string_view caller, std::string_view answered_url,
                 std::string_view action) {
  const bool is_sip = number.starts_with("sip:");
  const std::string_view told = answered_url.empty() ? "" : "answered";
  const std::string target =
      element(is_sip ? "Sip" : "Number", {{"statusCallbackEvent", told}, {"statusCallback", answered_url}},
              escape(number));
  return element("Dial", {{"callerId", caller}, {"action", action}, {"answerOnBridge", "true"}}, target);
}

}  // namespace switchyard::adapters::twiml
