// One word for each end that an attempt can have.
#include "adapters/callbacks/counted_send.h"

#include <utility>

namespace switchyard::adapters::callbacks {

http::Send count_attempts(http::Send send, std::function<void(std::string_view)> count) {
  return [send = std::move(send), count = std::move(count)](http::OutgoingRequest request,
                                                            std::function<void(http::SendResult)> done) {
    send(std::move(request), [count, done = std::move(done)](http::SendResult result) {
      count(result.accepted() ? "accepted" : result.arrived() ? "refused" : "failed");
      done(std::move(result));
    });
  };
}

}  // namespace switchyard::adapters::callbacks
