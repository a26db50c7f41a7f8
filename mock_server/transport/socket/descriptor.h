// A file descriptor that is closed when its owner goes.
//
// Has one owner; can be moved.
#pragma once

#include <unistd.h>

#include <utility>

namespace wavespeed_mock::transport {

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(other.release()) {}
  Descriptor& operator=(Descriptor&&) = delete;
  ~Descriptor() { close(); }

  int number() const { return number_; }
  // Leaves it to the caller.
  int release() { return std::exchange(number_, -1); }
  void close() {
    if (number_ >= 0) ::close(release());
  }

 private:
  int number_;
};

}  // namespace wavespeed_mock::transport
