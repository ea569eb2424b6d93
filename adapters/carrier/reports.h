// What the carrier reports of calls that we placed or steered, over HTTP.
#pragma once

#include <string_view>
#include <vector>

#include "adapters/carrier/context.h"
#include "adapters/http/message.h"

namespace switchyard::adapters::carrier {

// POST /carrier/leg               a worker has lifted: the first one has the work and comes into the
//                                 conference, everybody else is hung up; our journal decides who was first
// POST /carrier/leg/status        a worker's call is over
// POST /carrier/customer          a customer whom we called has lifted
// POST /carrier/customer/status   that call is over
// POST /carrier/forward/answered  a forwarded call was answered there
// POST /carrier/forward/ended     a forwarded call is over, or was never answered
// POST /carrier/voicemail         a voicemail was recorded
// POST /carrier/supervisor        a supervisor whom we called has lifted
// POST /carrier/notice            what callers are told before they are recorded
//
// Forms, signed with our token; the query is the one that we gave. 403, 400 or 404 with one line of text when
// that is not so; 503 when it could not be stored.
void take_report(Context& context, const http::Request& request, const http::Respond& respond);

// Every path of take_report().
std::vector<std::string_view> report_paths();

}  // namespace switchyard::adapters::carrier
