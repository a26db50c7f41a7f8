// A socket whose close() sends RST.
#pragma once

#include <sys/socket.h>

namespace wavespeed_mock::transport {

// Makes the coming close() reset the connection instead of shutting it down in order.
inline void reset_on_close(int socket) {
  const linger at_once{.l_onoff = 1, .l_linger = 0};
  ::setsockopt(socket, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
}

}  // namespace wavespeed_mock::transport
