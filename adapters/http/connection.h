// A client that speaks HTTP/1.1: one request after another, each answered before the next is looked at.
#pragma once

#include <memory>

#include "adapters/http/loop.h"
#include "adapters/http/net.h"

namespace switchyard::adapters::http {

std::shared_ptr<Session> make_connection(Loop& loop, Socket socket, std::string peer);
// The context must outlive the handshake's start only: the socket shares it.
std::shared_ptr<Session> make_connection(Loop& loop, Socket socket, std::string peer,
                                         net::ssl::context& certificate);

}  // namespace switchyard::adapters::http
