// A file descriptor that closes itself.
//
// One thread's own.
#pragma once

#include <fcntl.h>
#include <unistd.h>

#include <filesystem>

namespace wavespeed_mock {

class Descriptor {
 public:
  // Of a new file, only the owner may read and write it.
  Descriptor(const std::filesystem::path& path, int flags)
      : number_(::open(path.c_str(), flags | O_CLOEXEC, 0600)) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }

  // Negative where the file could not be opened; errno then says why.
  int number() const { return number_; }

 private:
  const int number_;
};

}  // namespace wavespeed_mock
