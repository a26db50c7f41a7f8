#include "allocations.h"

#include <cstdlib>
#include <new>

namespace wavespeed_mock {
namespace {

thread_local std::uint64_t count = 0;

void* take(std::size_t bytes) {
  ++count;
  if (void* const memory = std::malloc(bytes == 0 ? 1 : bytes)) return memory;
  throw std::bad_alloc();
}

void* take_aligned(std::size_t bytes, std::size_t alignment) {
  ++count;
  // Wants a multiple of the alignment.
  const std::size_t room = (bytes + alignment - 1) / alignment * alignment;
  if (void* const memory = std::aligned_alloc(alignment, room)) return memory;
  throw std::bad_alloc();
}

}  // namespace

std::uint64_t allocations_of_thread() {
  return count;
}

}  // namespace wavespeed_mock

// The library's other forms come down to these.
void* operator new(std::size_t bytes) {
  return wavespeed_mock::take(bytes);
}
void* operator new(std::size_t bytes, std::align_val_t alignment) {
  return wavespeed_mock::take_aligned(bytes, static_cast<std::size_t>(alignment));
}
void operator delete(void* memory) noexcept {
  std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
  std::free(memory);
}
void operator delete(void* memory, std::align_val_t) noexcept {
  std::free(memory);
}
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept {
  std::free(memory);
}
