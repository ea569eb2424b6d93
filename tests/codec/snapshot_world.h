// A snapshot with something of everything in it, and the ways in which the tests make it wrong.
#pragma once

#include <string>
#include <vector>

#include "engine/state/snapshot.h"

namespace switchyard::codec {

// Two versions of the rules are in use. The tasks, by serial:
//  1 was missed by ann and given back by the team: it rings at ann, for whom alone it waits
//  2 waits in the first version, 14 in the second; 3 rings at ann
//  4 is in bob's hands, he wraps up 5; 6 was canceled; 7 was rejected by ann and waits
//  8 is passed on to ann, warm: it rings at her, and bob still has it
//  9 is at the voicemail, 10 is a callback that is due, 11 a lead that bob reads before he calls
// 12 was completed and bob cools down, 13 is of a thread that he owns
Snapshot small_world();

inline Task& task(Snapshot& s, std::size_t serial) {
  return s.tasks[serial - 1];
}

struct Wrong {
  std::string text;  // what read_snapshot() must say
  void (*change)(Snapshot&);
};

std::vector<Wrong> wrong_rules();
std::vector<Wrong> wrong_work();
std::vector<Wrong> wrong_timers_and_memory();

// Each change is found, and said so.
void expect_found(const std::vector<Wrong>& cases);

}  // namespace switchyard::codec
