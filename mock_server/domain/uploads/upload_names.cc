#include "domain/uploads/upload_names.h"

#include "domain/uploads/upload_types.h"

namespace wavespeed_mock {
namespace {

constexpr std::size_t kLongest = 100;

bool is_plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
         c == '_' || c == '-';
}

bool continues_character(char c) {
  return (static_cast<unsigned char>(c) & 0xc0) == 0x80;
}

}  // namespace

std::string_view without_folders(std::string_view filename) {
  const std::size_t slash = filename.find_last_of("/\\");
  return slash == std::string_view::npos ? filename : filename.substr(slash + 1);
}

std::string url_name(std::string_view filename, std::string_view extension) {
  std::string name;
  for (const char c : filename) {
    if (continues_character(c)) continue;
    // "." and ".." in front would be folders to a client that tidies URLs up.
    name += is_plain(c) && !(c == '.' && name.empty()) ? c : '_';
  }
  if (name.empty()) name = "_";
  if (!extension.empty() && extension_of(name).empty()) {
    name += '.';
    name += extension;
  }
  // Shortened in front, where the extension is not.
  return name.size() <= kLongest ? name : name.substr(name.size() - kLongest);
}

}  // namespace wavespeed_mock
