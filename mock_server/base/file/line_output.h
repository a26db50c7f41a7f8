// Writes lines to a pipe that may be full. Waits briefly for its reader; drops the lines that it
// does not take, then counts them. The same for a terminal.
//
// One thread's at a time.
#pragma once

#include <chrono>
#include <climits>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace wavespeed_mock {

class LineOutput {
 public:
  // With its line end. A pipe that poll() calls writable takes that many bytes at once.
  static constexpr std::size_t kMaxLine = PIPE_BUF;

  // Waits `patience` when the descriptor, which stays the caller's, takes nothing; afterwards not
  // at all until it takes a line again, so that a reader that is gone delays the caller only once.
  explicit LineOutput(int descriptor, std::chrono::milliseconds patience = std::chrono::seconds(1))
      : descriptor_(descriptor), patience_(patience) {}

  // Writes `line`, which has no line end; a longer one is cut, with "…". After lines that were
  // dropped, writes first what `lost_line` makes of their number.
  void write(std::string_view line, const std::function<std::string(std::uint64_t)>& lost_line);

 private:
  bool write_line(std::string_view line);
  bool wait_until_writable();

  const int descriptor_;
  const std::chrono::milliseconds patience_;
  bool is_stuck_ = false;
  std::uint64_t lost_ = 0;
};

}  // namespace wavespeed_mock
