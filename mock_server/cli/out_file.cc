#include "cli/out_file.h"

#include <cerrno>
#include <system_error>

#include "wavespeed_mock/error.h"

namespace wavespeed_mock::cli {

OutFile::OutFile(const std::filesystem::path& path) : path_(path) {
  errno = 0;
  file_.open(path, std::ios::binary | std::ios::trunc);
  check();
}

void OutFile::write(const std::string& text) {
  errno = 0;
  file_ << text << std::flush;
  check();
}

void OutFile::check() {
  if (file_) return;
  throw ConfigError("the report \"" + path_.string() + "\" cannot be written: " +
                    std::generic_category().message(errno == 0 ? EIO : errno));
}

}  // namespace wavespeed_mock::cli
