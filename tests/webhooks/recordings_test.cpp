// Recordings are deleted at the carrier when their time is over, and not before.
#include "adapters/carrier/recordings.h"

#include <gtest/gtest.h>

#include <map>

#include "tests/webhooks/world.h"

namespace switchyard::adapters::carrier {
namespace {

struct Archive : World {
  Archive() : recordings(send(), after(), now(), settings(), list()) {}

  static Settings settings() {
    Settings all;
    all.base_url = "https://carrier.example.com";
    all.account_sid = "AC1";
    return all;
  }
  DeletionList list() {
    DeletionList made;
    made.add = [this](const std::string& recording, Time due) { kept[recording] = due; };
    made.remove = [this](const std::string& recording) { kept.erase(recording); };
    made.due = [this](Time moment, std::size_t) {
      std::vector<std::string> due;
      for (const auto& [recording, time] : kept)
        if (time <= moment) due.push_back(recording);
      return due;
    };
    return made;
  }
  std::string asked() const {
    return sent.empty() ? "nothing" : sent.front().request.method + sent.front().request.url.substr(51);
  }

  std::map<std::string, Time> kept;
  Recordings recordings;
};

TEST(Recordings, are_deleted_when_their_time_is_over) {
  Archive archive;
  archive.recordings.begin();
  archive.recordings.keep("RE1", days(2));
  archive.recordings.keep("RE2", days(3));
  archive.advance(days(2) - hours(1));
  EXPECT_EQ(archive.asked(), "nothing");
  archive.advance(hours(1));
  EXPECT_EQ(archive.asked(), "DELETE/Recordings/RE1.json");
  archive.answer(204);
  EXPECT_EQ(archive.asked(), "nothing");
  EXPECT_FALSE(archive.kept.contains("RE1"));
  EXPECT_TRUE(archive.kept.contains("RE2"));
}

TEST(Recordings, that_are_gone_already_are_forgotten) {
  Archive archive;
  archive.recordings.keep("RE1", {});
  archive.recordings.begin();
  archive.answer(404);
  EXPECT_TRUE(archive.kept.empty());
}

TEST(Recordings, that_cannot_be_deleted_are_tried_again_with_the_next_hours) {
  Archive archive;
  archive.recordings.keep("RE1", {});
  archive.recordings.keep("RE2", {});
  archive.recordings.begin();
  EXPECT_EQ(archive.asked(), "DELETE/Recordings/RE2.json");
  archive.answer(409);  // it is still going on
  EXPECT_EQ(archive.asked(), "DELETE/Recordings/RE1.json");
  archive.answer(204);
  archive.advance(hours(1));
  EXPECT_EQ(archive.asked(), "DELETE/Recordings/RE2.json");
  archive.answer(204);
  EXPECT_TRUE(archive.kept.empty());
}

}  // namespace
}  // namespace switchyard::adapters::carrier
