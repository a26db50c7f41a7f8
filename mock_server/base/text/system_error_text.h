// What the system says of a call that failed.
//
// A function without state.
#pragma once

#include <string>
#include <system_error>

namespace wavespeed_mock {

// Of an error number, as errno holds it: "No such file or directory".
inline std::string system_error_text(int error) {
  return std::generic_category().message(error);
}

}  // namespace wavespeed_mock
