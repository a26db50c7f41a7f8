// Reads multipart/form-data (RFC 7578), the form in which HTTP clients send files.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/value/api_error.h"

namespace wavespeed_mock {

struct MultipartPart {
  std::string name;                     // of the form's field
  std::optional<std::string> filename;  // none: the field is not a file
  std::string content_type;             // as sent; empty when the part does not say
  std::string_view content;             // points into the body
};

// The parts of `body` in their order. `content_type` is the request's, with the boundary. Errors:
// 400 that says what is wrong and where; nothing is guessed.
Outcome<std::vector<MultipartPart>> read_multipart(std::string_view content_type,
                                                   std::string_view body);

}  // namespace wavespeed_mock
