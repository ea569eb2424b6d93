// The last turns are told when an invariant is broken, the failed one last.
#include "cli/run/flight_recorder.h"

#include <gtest/gtest.h>

namespace switchyard::cli {
namespace {

Workspace two_workers() {
  Workspace workspace;
  workspace.workers.resize(2);
  workspace.workers[0].name = "ann";
  workspace.workers[1].name = "bob";
  return workspace;
}

TEST(FlightRecorder, TellsTheLastSixteenTurnsWithTheirNumbers) {
  const Workspace workspace = two_workers();
  FlightRecorder recorder(workspace);
  EXPECT_EQ(recorder.text(), "");
  for (std::uint64_t i = 1; i <= 40; ++i) recorder.note(Time{}, WorkerAccepts{ReservationId{i}});
  recorder.note(Time{1'500'000}, WorkerAttributesChange{WorkerId{1}, {}});
  const std::string text = recorder.text();
  EXPECT_EQ(text.find("  turn 26 at 1970-01-01T00:00:00Z: worker_accepts reservation=26\n"), 0U) << text;
  const std::string last =
      "  turn 41 at 1970-01-01T00:00:01.500Z: worker_attributes_change worker=bob attributes={}\n";
  EXPECT_EQ(text.find(last), text.size() - last.size()) << text;
}

TEST(FlightRecorder, IsFoundByItsThreadWhileItLives) {
  const Workspace workspace = two_workers();
  EXPECT_EQ(FlightRecorder::current(), nullptr);
  {
    const FlightRecorder recorder(workspace);
    EXPECT_EQ(FlightRecorder::current(), &recorder);
  }
  EXPECT_EQ(FlightRecorder::current(), nullptr);
}

}  // namespace
}  // namespace switchyard::cli
