// A report's file.
// A run can take minutes and cost money, so a path that cannot be written is
// refused before the run; the file itself changes when the report is written, and not before.
//
// Owned by a command; one thread.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace wavespeed_mock {

// Throws ConfigError where no file of that path can be written: `WHAT "PATH" cannot be written: …`.
void check_output(const std::filesystem::path& path, std::string_view what);

// Writes `text` next to the file of that path and then renames it, so that the file has either its
// earlier content or all of the new. `what` names it in errors. Throws ConfigError.
void replace_file(const std::filesystem::path& path, const std::string& text,
                  std::string_view what);

class OutFile {
 public:
  // `what` names it in errors. Throws as check_output() does.
  explicit OutFile(std::filesystem::path path, std::string_view what = "the report");

  // Replaces the earlier content. Throws ConfigError when it cannot be written.
  void write(const std::string& text) const;

 private:
  const std::filesystem::path path_;
  const std::string what_;
};

}  // namespace wavespeed_mock
