// What is wrong is told before what is missing, and a signature before anything that a stranger could learn
// from.
#include "adapters/webhooks/twilio_form.h"

#include <algorithm>

#include "adapters/signatures/twilio.h"
#include "engine/codec/text/utf8.h"

namespace switchyard::adapters::webhooks {
namespace {

constexpr std::size_t most_fields = 200;
constexpr std::size_t longest_identifier = 256;
constexpr std::string_view form_type = "application/x-www-form-urlencoded";

bool is_text(std::string_view text) {
  return codec::first_invalid_byte(text) == text.size() && text.find('\0') == std::string_view::npos;
}

bool is_form(const http::Request& request) {
  return http::find_header(request.headers, "Content-Type").value_or("").starts_with(form_type);
}

}  // namespace

Accounts read_accounts(const std::vector<Account>& accounts) {
  Accounts read;
  for (const Account& account : accounts) {
    AccountKeys& entry = read[account.sid];
    if (!account.everywhere) entry.reach.account = account.sid;
    entry.reach.tenants = account.tenants;
    for (const std::string& token : account.auth_tokens) entry.keys.push_back(signatures::twilio_key(token));
  }
  return read;
}

Taken<http::Fields> read_fields(const http::Request& request, std::size_t largest) {
  if (!is_form(request)) return fail(Result::wrong_type, 415, "the body must be a form");
  if (request.body.size() > largest) return fail(Result::too_large, 413, "the form is too long");
  auto form = http::read_form(request.body);
  if (!form) return fail(Result::bad_form, 400, "the form has a broken escape");
  if (form->size() > most_fields) return fail(Result::bad_form, 400, "the form has too many fields");
  const auto is_good = [](const auto& field) { return is_text(field.first) && is_text(field.second); };
  if (!std::all_of(form->begin(), form->end(), is_good))
    return fail(Result::bad_form, 400, "the form is not UTF-8 without NUL");
  return *std::move(form);
}

Taken<const AccountKeys*> check_sender(const Accounts& accounts, std::string_view public_url,
                                       const http::Request& request, const http::Fields& form) {
  const auto account = accounts.find(http::find_field(form, "AccountSid").value_or(""));
  if (account == accounts.end())
    return fail(Result::wrong_signature, 403, "AccountSid names no known account");
  const auto signature = http::find_header(request.headers, signatures::twilio_header).value_or("");
  const auto verdict = signatures::check_twilio_form(
      account->second.keys, std::string(public_url) + request.target, form, signature);
  if (verdict != signatures::Verdict::good)
    return fail(Result::wrong_signature, 403, std::string(explain(verdict)));
  return &account->second;
}

Taken<std::string> required(const http::Fields& form, std::string_view name) {
  const auto value = http::find_field(form, name);
  if (!value || value->empty()) return fail(Result::bad_form, 400, std::string(name) + " is missing");
  if (value->size() > longest_identifier)
    return fail(Result::bad_form, 400, std::string(name) + " is too long");
  return std::string(*value);
}

}  // namespace switchyard::adapters::webhooks
