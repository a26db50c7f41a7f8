// One connected socket as a byte stream: reads through a buffer, gives up after a silence,
// remembers why it ended.
//
// Owned by the thread that serves the connection. The socket itself belongs to the caller; another
// thread may shut it down at any time, which ends every wait in here.
#pragma once

#include <httplib.h>

#include <array>
#include <chrono>
#include <string>
#include <string_view>

#include "transport/http/wire_limits.h"

namespace wavespeed_mock::transport {

class SocketStream final : public httplib::Stream {
 public:
  // Why the last read gave nothing.
  enum class End { none, closed, silent, too_slow, head_too_long };

  SocketStream(int socket, const TimeLimits& time);

  // Waits for the first byte of the next request, or for the end of the connection. False when
  // neither came in the time that a connection may be idle.
  bool wait_for_request();

  // From here on the time of a request runs, and the bytes read are also kept, as they were sent;
  // the byte after `max` of them is refused.
  void start_head(std::size_t max);
  // Stops keeping; returns what was kept.
  std::string end_head();

  End end() const { return end_; }
  const TimeLimits& time_limits() const { return time_; }

  // Straight to the socket, in one write where the kernel takes all. False when the client is gone
  // or took nothing for too long.
  bool send(std::string_view bytes);

  // What was written through httplib::Stream; none of it has been sent.
  std::string take_written();

  // Says that nothing more will be sent, then reads and drops what still comes, for a while.
  // Without it, closing a socket with unread input resets the connection, and the client may
  // lose the answer that it had not read yet.
  void linger();

  bool is_readable() const override;
  bool is_writable() const override;
  ssize_t read(char* out, std::size_t size) override;
  ssize_t write(const char* bytes, std::size_t size) override;
  // Both leave their arguments alone: the library would make pseudo header fields of them.
  void get_remote_ip_and_port(std::string& ip, int& port) const override;
  void get_local_ip_and_port(std::string& ip, int& port) const override;
  // No number, so that the library neither touches the socket nor minds how large the number is.
  socket_t socket() const override { return INVALID_SOCKET; }

 private:
  bool wait_for(short events, std::chrono::milliseconds longest) const;
  ssize_t receive(char* out, std::size_t size);

  const int socket_;
  const TimeLimits time_;
  std::chrono::steady_clock::time_point request_ends_ =
      std::chrono::steady_clock::time_point::max();
  End end_ = End::none;

  std::array<char, 8192> buffer_;  // holds [next_, filled_)
  std::size_t next_ = 0;
  std::size_t filled_ = 0;

  bool keeps_head_ = false;
  std::size_t max_head_ = 0;
  std::string head_;
  std::string written_;
};

}  // namespace wavespeed_mock::transport
