// Boost.Asio and Beast under short names, included the one way that compiles (awaitable.hpp leans on
// <utility>).
#pragma once

#include <utility>

#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/stream_traits.hpp>
#include <chrono>
#include <exception>

namespace switchyard::adapters::http {

namespace net = boost::asio;
namespace beast = boost::beast;
using boost::system::error_code;
using tcp = net::ip::tcp;

// With the executor's own type in the place of the polymorphic one: no indirect call for each operation.
using Socket = net::basic_stream_socket<tcp, net::io_context::executor_type>;
using Acceptor = net::basic_socket_acceptor<tcp, net::io_context::executor_type>;
// Not beast::ssl_stream: in 1.74 a write of two buffers that are larger than 16 KiB together never ends.
using TlsSocket = net::ssl::stream<Socket>;

using Clock = std::chrono::steady_clock;
using Moment = Clock::time_point;

// Closes so that what still waits to be sent is dropped, when the next close() comes.
inline void drop_what_waits(Socket& socket) {
  error_code ignored;
  socket.set_option(net::socket_base::linger(true, 0), ignored);
}

// Runs it until it has nothing to do. What a handler throws ends that handler only: its connection, left
// without one, is closed by its deadline.
inline void run_to_the_end(net::io_context& context) {
  while (true) {
    try {
      context.run();
      return;
    } catch (const std::exception&) {
    }
  }
}

}  // namespace switchyard::adapters::http
