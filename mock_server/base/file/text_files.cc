#include "base/file/text_files.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>

#include "base/file/descriptor.h"
#include "base/text/system_error_text.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock {
namespace {

namespace fs = std::filesystem;

FileText too_large(std::size_t max) {
  return {.text = "", .problem = "it has more than " + std::to_string(max) + " bytes"};
}

}  // namespace

FileText file_text(const fs::path& path, std::size_t max) {
  if (path.native().find('\0') != std::string::npos) {
    return {.text = "", .problem = "its name has a NUL byte"};
  }
  const Descriptor file(path, O_RDONLY);
  struct stat status = {};
  if (file.number() < 0 || ::fstat(file.number(), &status) != 0) {
    return {.text = "", .problem = system_error_text(errno)};
  }
  // A file in /proc has the size 0, and content.
  const bool has_size = S_ISREG(status.st_mode) && status.st_size > 0;
  const auto size = static_cast<std::size_t>(status.st_size);
  if (has_size && size > max) return too_large(max);
  const std::size_t most = has_size ? max : std::min(max, kMaxTextFile);
  FileText read;
  if (has_size) read.text.reserve(size);
  std::array<char, 65'536> piece;
  for (;;) {
    const ssize_t got = ::read(file.number(), piece.data(), piece.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return {.text = "", .problem = system_error_text(errno)};
    if (got == 0) return read;
    const auto count = static_cast<std::size_t>(got);
    if (count > most - read.text.size()) return too_large(most);
    // At once: room that is not used takes no memory, while growing would take it twice.
    if (count > read.text.capacity() - read.text.size()) read.text.reserve(most);
    read.text.append(piece.data(), count);
  }
}

std::string read_text_file(const fs::path& path, std::string_view what) {
  FileText read = file_text(path);
  if (read.problem.empty()) return std::move(read.text);
  throw ConfigError("cannot read the " + std::string(what) + " file " + path.string() + ": " +
                    read.problem);
}

std::vector<fs::path> json_files_at(const fs::path& path, std::string_view what) {
  const std::string kind(what);
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (status.type() == fs::file_type::not_found) {
    throw ConfigError("there is no " + kind + " file or folder " + path.string());
  }
  if (!fs::is_directory(status)) return {path};
  std::vector<fs::path> files;
  for (fs::directory_iterator it(path, error), end; !error && it != end; it.increment(error)) {
    if (it->path().extension() == ".json") files.push_back(it->path());
  }
  if (error) {
    throw ConfigError("cannot read the " + kind + " folder " + path.string() + ": " +
                      error.message());
  }
  if (files.empty()) {
    throw ConfigError("the " + kind + " folder " + path.string() + " has no *.json file");
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace wavespeed_mock
