// Replaces the program's operator new by one that counts; the memory still comes from malloc.
#include "tests/allocations/counting.h"

#include <cstdlib>
#include <new>

namespace {

bool counting = false;
std::size_t counted = 0;

void* take(std::size_t size) {
  if (counting) ++counted;
  void* const memory = std::malloc(size == 0 ? 1 : size);
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}

}  // namespace

void* operator new(std::size_t size) {
  return take(size);
}
void* operator new[](std::size_t size) {
  return take(size);
}
void operator delete(void* memory) noexcept {
  std::free(memory);
}
void operator delete[](void* memory) noexcept {
  std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
  std::free(memory);
}
void operator delete[](void* memory, std::size_t) noexcept {
  std::free(memory);
}

namespace switchyard::tests {

void start_counting_allocations() {
  counted = 0;
  counting = true;
}

std::size_t stop_counting_allocations() {
  counting = false;
  return counted;
}

}  // namespace switchyard::tests
