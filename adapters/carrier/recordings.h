// Recordings lie at the carrier; when the tenant's time for them is over they are deleted there.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "adapters/carrier/attempts.h"
#include "adapters/carrier/settings.h"
#include "adapters/http/outgoing.h"

namespace switchyard::adapters::carrier {

// What is to be deleted when, kept somewhere that outlives the process. On any thread.
struct DeletionList {
  std::function<void(const std::string& recording, Time due)> add;
  std::function<std::vector<std::string>(Time now, std::size_t most)> due;
  std::function<void(const std::string& recording)> remove;
};

// Only what we recorded ourselves is deleted. The functions must outlive it, and their calls be over before
// it goes.
class Recordings {
 public:
  Recordings(http::Send send, http::After after, http::Now now, Settings settings, DeletionList list);

  // A recording began, or was made, just now; its SID at the carrier. On any thread.
  void keep(const std::string& recording, Duration kept);

  // Deletes what is due, now and every hour from now on. Once.
  void begin();

 private:
  void delete_next(std::vector<std::string> due);

  http::After after_;
  http::Now now_;
  Settings settings_;
  Attempts attempts_;
  DeletionList list_;
};

}  // namespace switchyard::adapters::carrier
