#include "base/file/output_path.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "base/text/system_error_text.h"

namespace wavespeed_mock {
namespace {

namespace fs = std::filesystem;

// A new entry in a folder needs both rights.
std::string folder_problem(const fs::path& folder) {
  struct stat status = {};
  if (::stat(folder.c_str(), &status) != 0) return system_error_text(errno);
  if (!S_ISDIR(status.st_mode)) return system_error_text(ENOTDIR);
  return ::access(folder.c_str(), W_OK | X_OK) == 0 ? "" : system_error_text(errno);
}

}  // namespace

std::string output_problem(const fs::path& path) {
  if (path.native().find('\0') != std::string::npos) return "its name has a NUL byte";
  struct stat status = {};
  if (::stat(path.c_str(), &status) == 0) {
    if (S_ISDIR(status.st_mode)) return system_error_text(EISDIR);
    return ::access(path.c_str(), W_OK) == 0 ? "" : system_error_text(errno);
  }
  if (errno != ENOENT) return system_error_text(errno);
  // "reports/" names a folder, even where there is none.
  if (!path.has_filename()) return system_error_text(path.empty() ? ENOENT : EISDIR);
  return folder_problem(path.has_parent_path() ? path.parent_path() : fs::path("."));
}

}  // namespace wavespeed_mock
