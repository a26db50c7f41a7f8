// One connected socket as a byte stream: reads through a buffer, gives up after a silence,
// remembers why it ended.
//
// Owned by the thread that serves the connection. The socket itself belongs to the caller; another
// thread may shut it down at any time, which ends every wait in here.
#pragma once

#include <sys/types.h>
#include <array>
#include <chrono>
#include <cstddef>
#include <string_view>

#include "transport/http/wire_limits.h"

namespace wavespeed_mock::transport {

class SocketStream {
 public:
  // Why the last read gave nothing.
  enum class End { none, closed, silent, too_slow };

  SocketStream(int socket, const TimeLimits& time);
  SocketStream(const SocketStream&) = delete;
  SocketStream& operator=(const SocketStream&) = delete;

  // Waits for the first byte of the next request, or for the end of the connection. False when
  // neither came in the time that a connection may be idle.
  bool wait_for_request();

  // Starts the time limit of a request.
  void start_request();

  // The bytes that were received and not dropped yet. Waits until there is at least one; empty when
  // the stream has ended. Valid until the next call.
  std::string_view read();
  // Drops that many bytes, which read() gave.
  void drop(std::size_t count) { next_ += count; }

  End end() const { return end_; }
  const TimeLimits& time_limits() const { return time_; }

  // Writes directly to the socket, in one call where the kernel takes all. False when the client is
  // gone or took nothing for too long.
  bool send(std::string_view bytes);

  // Shuts down its own side, then reads and drops for a while what the client still sends.
  // Without it, closing a socket with unread input resets the connection, and the client may
  // lose the answer that it had not read yet.
  void linger();

 private:
  bool wait_for(short events, std::chrono::milliseconds longest) const;
  ssize_t receive();

  const int socket_;
  const TimeLimits time_;
  std::chrono::steady_clock::time_point request_ends_ =
      std::chrono::steady_clock::time_point::max();
  End end_ = End::none;

  std::array<char, 8192> buffer_;  // holds [next_, filled_)
  std::size_t next_ = 0;
  std::size_t filled_ = 0;
};

}  // namespace wavespeed_mock::transport
