// Reads the files that a user names: one file, or all files of a folder. Errors are ConfigErrors
// that name the path.
//
// Functions only; may be called from several threads.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace wavespeed_mock {

// `what` names the kind of file in errors: "fixture".
std::string read_text_file(const std::filesystem::path& path, std::string_view what);

// `path` itself when it is a file; all *.json files of a folder in the order of their names, at
// least one.
std::vector<std::filesystem::path> json_files_at(const std::filesystem::path& path,
                                                 std::string_view what);

}  // namespace wavespeed_mock
