// Who may operate a host that has no token for operators: somebody on the same machine, and nobody for whom
// that machine only passes requests on.
#pragma once

#include <string_view>

#include "adapters/http/message.h"

namespace switchyard::adapters::operations {

// "127.0.0.1", "::1", "localhost", each also with a port; "[::1]:8080".
bool is_this_machine(std::string_view host);

// The peer is this machine, the Host that was asked for as well, and nothing says that the request was passed
// on (Forwarded, X-Forwarded-…, X-Real-IP, Via; RFC 7239, RFC 9110 section 7.6.3) or sent by a page of
// another site (Origin, RFC 6454; a name that an attacker lets point to us is seen in Host).
bool is_asked_here(const http::Request& request);

}  // namespace switchyard::adapters::operations
