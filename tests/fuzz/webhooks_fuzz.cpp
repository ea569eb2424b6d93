// Any body posted to the webhooks, signed and unsigned: it is taken whole, or told what is wrong and leaves
// no trace.
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "adapters/signatures/twilio.h"
#include "adapters/webhooks/webhooks.h"
#include "engine/base/check.h"
#include "tests/webhooks/posted.h"
#include "tests/webhooks/world.h"

namespace {

using namespace switchyard;
using namespace switchyard::adapters;

webhooks::Settings settings() {
  webhooks::Settings all;
  all.public_url = public_url;
  all.accounts = {{"AC1", {carrier_token}, {}, true}};
  webhooks::LeadSource source;
  source.name = "north";
  source.workspace = "shop";
  source.tenant = "north";
  source.channel = "lead";
  source.workflow = "north in";
  source.proof = webhooks::BearerToken{{"t0ken"}};
  source.fields = {{"phone", "/lead/phone", true}, {"all", "", false}, {"third", "/a/2/~1", false}};
  source.key_pointer = "/lead/id";
  all.leads.push_back(std::move(source));
  return all;
}

struct Door : World {
  Door() : entry(webhooks::Webhooks::make(port, settings(), now(), after()).value()) {
    port.observe(*entry);
    open();
    SY_CHECK(opened.empty());
  }

  // What was not taken changed nothing; what is taken a second time changes nothing.
  void post(const http::Request& request) {
    const std::uint64_t before = sequence();
    const unsigned status = answer_to(request);
    SY_CHECK(status == 200 || status == 202 || (status >= 400 && status < 500));
    SY_CHECK(status < 300 || sequence() == before);
    const std::uint64_t once = sequence();
    SY_CHECK(answer_to(request) == status);
    SY_CHECK(sequence() == once);
  }

  unsigned answer_to(const http::Request& request) {
    std::optional<unsigned> status;
    entry->handle(request, [&](const http::Response& response) { status = response.status; });
    return status.value();
  }

  std::unique_ptr<webhooks::Webhooks> entry;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string body(reinterpret_cast<const char*>(data), size);
  Door door;
  for (const char* target : {"/webhooks/sms", "/webhooks/voice", "/webhooks/voice/status"}) {
    auto request = plain_post(target, body, "application/x-www-form-urlencoded");
    door.post(request);
    // An account that sends all this, with the number and the key that make it a task.
    if (const auto form = http::read_form(body)) {
      http::Fields whole = *form;
      whole.insert(whole.begin(),
                   {{"AccountSid", "AC1"}, {"To", "+4930100"}, {"MessageSid", "SM1"}, {"CallSid", "CA1"}});
      door.post(signed_post(target, whole));
    }
  }
  auto lead = plain_post("/webhooks/leads/north", body, "application/json");
  lead.headers.emplace_back("Authorization", "Bearer t0ken");
  door.post(lead);
  return 0;
}
