#include "cli/port_file.h"

#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <string>
#include <system_error>
#include <utility>

#include "wavespeed_mock/error.h"

namespace wavespeed_mock::cli {

PortFile::PortFile(std::filesystem::path path, int port) : path_(std::move(path)) {
  // Renamed when complete, so that no reader finds half a number.
  std::filesystem::path unfinished = path_;
  unfinished += "." + std::to_string(::getpid()) + ".tmp";
  errno = 0;
  std::ofstream file(unfinished, std::ios::trunc);
  file << port << '\n' << std::flush;
  const int failure = errno == 0 ? EIO : errno;
  std::error_code error(file ? 0 : failure, std::generic_category());
  file.close();
  if (!error) std::filesystem::rename(unfinished, path_, error);
  if (!error) return;
  std::error_code ignored;
  std::filesystem::remove(unfinished, ignored);
  throw ConfigError("port file \"" + path_.string() + "\" cannot be written: " + error.message());
}

PortFile::~PortFile() {
  std::error_code ignored;
  std::filesystem::remove(path_, ignored);
}

}  // namespace wavespeed_mock::cli
