// A report's file, opened before the run that it reports.
// A run can take minutes and cost money, so a wrong path is refused before it starts.
//
// Owned by a command; one thread.
#pragma once

#include <filesystem>
#include <fstream>
#include <string>

namespace wavespeed_mock::cli {

class OutFile {
 public:
  // Throws ConfigError when it cannot be written, as write() does.
  explicit OutFile(const std::filesystem::path& path);

  void write(const std::string& text);

 private:
  void check();

  const std::filesystem::path path_;
  std::ofstream file_;
};

}  // namespace wavespeed_mock::cli
