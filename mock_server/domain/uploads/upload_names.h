// The names of uploaded files, in answers or in URLs.
#pragma once

#include <string>
#include <string_view>

namespace wavespeed_mock {

// Without the folders that some clients send in front, of either kind of slash.
std::string_view without_folders(std::string_view filename);

// The last part of a file's URL: letters, digits, ".", "_" and "-", "_" for every other character,
// at most 100 of them. Ends in a real extension, as clients tell files apart by it: `extension` is
// appended to a name without one of its own.
std::string url_name(std::string_view filename, std::string_view extension);

}  // namespace wavespeed_mock
