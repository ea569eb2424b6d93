// The program's own operator new counts; it stands alone so that no compiler sees through it.
#include "tests/support/allocations.h"

#include <cstdlib>
#include <new>

namespace {
std::size_t count = 0;
}

void* operator new(std::size_t size) {
  ++count;
  if (void* room = std::malloc(size)) return room;
  throw std::bad_alloc();
}

// What std::stable_sort asks for; its room comes back through the same delete.
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  ++count;
  return std::malloc(size);
}

void operator delete(void* room) noexcept {
  std::free(room);
}

void operator delete(void* room, std::size_t) noexcept {
  std::free(room);
}

namespace switchyard::test {

std::size_t allocations() {
  return count;
}

}  // namespace switchyard::test
