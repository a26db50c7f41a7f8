#include "cli/out_file.h"

#include <cerrno>
#include <fstream>
#include <utility>

#include "base/file/output_path.h"
#include "base/text/system_error_text.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock::cli {
namespace {

[[noreturn]] void refuse_output(const std::filesystem::path& path, std::string_view what,
                                const std::string& problem) {
  throw ConfigError(std::string(what) + " \"" + path.string() + "\" cannot be written: " + problem);
}

}  // namespace

void check_output(const std::filesystem::path& path, std::string_view what) {
  const std::string problem = output_problem(path);
  if (!problem.empty()) refuse_output(path, what, problem);
}

OutFile::OutFile(std::filesystem::path path, std::string_view what)
    : path_(std::move(path)), what_(what) {
  check_output(path_, what_);
}

void OutFile::write(const std::string& text) const {
  errno = 0;
  std::ofstream file(path_, std::ios::binary | std::ios::trunc);
  file << text << std::flush;
  if (file) return;
  refuse_output(path_, what_, system_error_text(errno == 0 ? EIO : errno));
}

}  // namespace wavespeed_mock::cli
