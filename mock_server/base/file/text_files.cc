#include "base/file/text_files.h"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <system_error>

#include "wavespeed_mock/error.h"

namespace wavespeed_mock {
namespace {

namespace fs = std::filesystem;

}  // namespace

std::string read_text_file(const fs::path& path, std::string_view what) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  // Copying nothing counts as a failure, but an empty file is one that can be read.
  if (file.peek() != std::ifstream::traits_type::eof()) text << file.rdbuf();
  if (file.fail() || text.fail()) {
    throw ConfigError("cannot read the " + std::string(what) + " file " + path.string());
  }
  return std::move(text).str();
}

std::vector<fs::path> json_files_at(const fs::path& path, std::string_view what) {
  const std::string kind(what);
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (!fs::exists(status)) {
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
