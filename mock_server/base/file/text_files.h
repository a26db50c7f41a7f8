// Reads the files that a user names: one file, or all files of a folder. A size limit keeps a file
// without an end, such as /dev/zero, from filling the memory.
//
// Functions only; may be called from several threads.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace wavespeed_mock {

// Bytes; far more than people write by hand.
inline constexpr std::size_t kMaxTextFile = std::size_t{64} << 20;

struct FileText {
  std::string text;
  std::string problem;  // why there is no text: "No such file or directory"; else empty
};

// The whole file. One with more than `max` bytes is not read. What tells no size, such as a pipe
// or a device, is read to its end if that comes within kMaxTextFile bytes.
FileText file_text(const std::filesystem::path& path, std::size_t max = kMaxTextFile);

// Throws ConfigError: "cannot read the fixture file PATH: No such file or directory". `what` names
// the kind of file: "fixture".
std::string read_text_file(const std::filesystem::path& path, std::string_view what);

// `path` itself unless it is a folder; all *.json files of a folder in the order of their names, at
// least one. Throws ConfigError, which names the path.
std::vector<std::filesystem::path> json_files_at(const std::filesystem::path& path,
                                                 std::string_view what);

}  // namespace wavespeed_mock
