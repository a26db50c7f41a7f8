// Finds what is wrong in the files that a mock reads, with the readers of the mock itself.
//
// A function without state.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "cli/file_kind.h"

namespace wavespeed_mock::cli {

struct CheckedFile {
  std::string name;                   // its path as it was given
  std::optional<FileKind> kind;       // nullopt if it could not be told
  std::vector<std::string> problems;  // each a line that begins with the name
};

// Checks files together, as one mock would read them: config files, and the files that they name;
// fixture files; scenarios on top of these; then the others. Of a folder, the *.json and
// *.jsonl files are checked. With a `kind` all files are of that kind; else their
// content decides. In the order given; files that only a config file names come last.
std::vector<CheckedFile> check_files(std::span<const std::string> paths,
                                     std::optional<FileKind> kind);

}  // namespace wavespeed_mock::cli
