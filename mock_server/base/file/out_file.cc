#include "base/file/out_file.h"

#include <cerrno>
#include <fstream>
#include <system_error>
#include <utility>

#include "base/file/output_path.h"
#include "base/text/system_error_text.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock {
namespace {

[[noreturn]] void refuse_output(const std::filesystem::path& path, std::string_view what,
                                const std::string& problem) {
  throw ConfigError(std::string(what) + " \"" + path.string() + "\" cannot be written: " + problem);
}

// Replaces the content of the file that `errors_name` names in errors.
void write_file(const std::filesystem::path& path, const std::string& text,
                const std::filesystem::path& errors_name, std::string_view what) {
  errno = 0;
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file << text << std::flush;
  if (file) return;
  refuse_output(errors_name, what, system_error_text(errno == 0 ? EIO : errno));
}

}  // namespace

void check_output(const std::filesystem::path& path, std::string_view what) {
  const std::string problem = output_problem(path);
  if (!problem.empty()) refuse_output(path, what, problem);
}

void replace_file(const std::filesystem::path& path, const std::string& text,
                  std::string_view what) {
  check_output(path, what);
  std::filesystem::path part = path;
  part += ".part";
  write_file(part, text, path, what);
  std::error_code problem;
  std::filesystem::rename(part, path, problem);
  if (!problem) return;
  std::error_code ignored;
  std::filesystem::remove(part, ignored);
  refuse_output(path, what, system_error_text(problem.value()));
}

OutFile::OutFile(std::filesystem::path path, std::string_view what)
    : path_(std::move(path)), what_(what) {
  check_output(path_, what_);
}

void OutFile::write(const std::string& text) const {
  write_file(path_, text, path_, what_);
}

}  // namespace wavespeed_mock
