#include "base/file/line_output.h"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "base/text/quoting.h"

namespace wavespeed_mock {

void LineOutput::write(std::string_view line,
                       const std::function<std::string(std::uint64_t)>& lost_line) {
  if (lost_ > 0 && write_line(lost_line(lost_))) lost_ = 0;
  if (lost_ > 0 || !write_line(line)) ++lost_;
}

// False if it was not written, or only its beginning.
bool LineOutput::write_line(std::string_view line) {
  constexpr std::size_t kEllipsis = std::string_view("…").size();
  const std::string whole =
      (line.size() < kMaxLine ? std::string(line) : shortened(line, kMaxLine - kEllipsis - 1)) +
      '\n';
  std::string_view rest = whole;
  while (!rest.empty()) {
    if (!wait_until_writable()) return false;
    const ssize_t size = ::write(descriptor_, rest.data(), rest.size());
    if (size > 0) rest.remove_prefix(static_cast<std::size_t>(size));
    if (size < 0 && errno != EINTR) return false;
  }
  return true;
}

bool LineOutput::wait_until_writable() {
  using Clock = std::chrono::steady_clock;
  const Clock::time_point end =
      Clock::now() + (is_stuck_ ? std::chrono::milliseconds(0) : patience_);
  int answer = 0;
  do {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - Clock::now());
    pollfd asked = {descriptor_, POLLOUT, 0};
    answer = ::poll(&asked, 1, static_cast<int>(std::max<std::int64_t>(left.count(), 0)));
  } while (answer < 0 && errno == EINTR);
  is_stuck_ = answer <= 0;
  return !is_stuck_;
}

}  // namespace wavespeed_mock
