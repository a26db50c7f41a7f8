#include "base/http/media_type.h"

#include "base/text/ascii.h"

namespace wavespeed_mock {

std::string media_type(std::string_view content_type) {
  const std::string_view type = content_type.substr(0, content_type.find(';'));
  return lower(type.substr(0, type.find_last_not_of(' ') + 1));
}

std::string media_type(const Headers& headers) {
  return media_type(headers.get("Content-Type"));
}

}  // namespace wavespeed_mock
