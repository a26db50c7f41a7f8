// A file of the source tree as it was when the library was built.
//
// Constant; may be read from several threads.
#pragma once

#include <string_view>

namespace wavespeed_mock {

struct EmbeddedFile {
  std::string_view name;  // without its folder
  std::string_view text;
};

}  // namespace wavespeed_mock
