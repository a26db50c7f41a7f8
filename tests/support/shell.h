// Runs a line of shell, for tests that need another program's opinion.
#pragma once

#include <array>
#include <cstdio>
#include <stdexcept>
#include <string>
#include <string_view>

namespace wavespeed_mock {

// What `line` prints on stdout and stderr, run by /bin/sh.
inline std::string shell_output(const std::string& line) {
  std::FILE* const pipe = ::popen(("{ " + line + "\n} 2>&1").c_str(), "r");
  if (pipe == nullptr) throw std::runtime_error("cannot run " + line);
  std::string output;
  std::array<char, 4096> buffer{};
  for (std::size_t size = 0; (size = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;) {
    output.append(buffer.data(), size);
  }
  ::pclose(pipe);
  return output;
}

inline bool is_installed(const std::string& program) {
  return !shell_output("command -v " + program).empty();
}

}  // namespace wavespeed_mock
