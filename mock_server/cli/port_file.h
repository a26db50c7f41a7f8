// The file from which other programs read the port. It exists while the server listens.
//
// Owned by a command; one thread.
#pragma once

#include <filesystem>

namespace wavespeed_mock::cli {

class PortFile {
 public:
  // Throws ConfigError when it cannot be written.
  PortFile(std::filesystem::path path, int port);
  // Removes the file.
  ~PortFile();
  PortFile(const PortFile&) = delete;
  PortFile& operator=(const PortFile&) = delete;

 private:
  std::filesystem::path path_;
};

}  // namespace wavespeed_mock::cli
