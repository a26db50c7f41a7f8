// JSON text that is nested deeply, for tests of what reads JSON from outside.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace wavespeed_mock {

// `levels` times `open`, then as often `close`: an array in an array in an array.
inline std::string nested_json(std::size_t levels, std::string_view open = "[",
                               std::string_view close = "]") {
  std::string text;
  text.reserve(levels * (open.size() + close.size()));
  for (std::size_t i = 0; i < levels; ++i) text += open;
  for (std::size_t i = 0; i < levels; ++i) text += close;
  return text;
}

// 131 kB. A copy of its value would need more stack than a thread has.
inline std::string endless_json() {
  return nested_json(65'708);
}

inline constexpr const char* kTooDeep = "is nested deeper than 64 levels, at line 1, column ";

}  // namespace wavespeed_mock
