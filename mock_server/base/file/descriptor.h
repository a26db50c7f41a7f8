// A file descriptor, of a file or a socket, that is closed when its owner goes.
//
// Has one owner; can be moved. One thread's own.
#pragma once

#include <fcntl.h>
#include <unistd.h>

#include <filesystem>
#include <utility>

namespace wavespeed_mock {

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  // Opens a file. Of a new one, only the owner may read and write it.
  Descriptor(const std::filesystem::path& path, int flags)
      : Descriptor(::open(path.c_str(), flags | O_CLOEXEC, 0600)) {}
  Descriptor(Descriptor&& other) noexcept : number_(other.release()) {}
  Descriptor& operator=(Descriptor&&) = delete;
  ~Descriptor() { close(); }

  // Negative where there is none: it was left to another owner or closed, or the file could not be
  // opened; errno then says why.
  int number() const { return number_; }
  // Leaves it to the caller.
  int release() { return std::exchange(number_, -1); }
  void close() {
    if (number_ >= 0) ::close(release());
  }

 private:
  int number_;
};

}  // namespace wavespeed_mock
