#include "transport/socket/listening_socket.h"

#include <gtest/gtest.h>

#include "support/raw_client.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock::transport::listening_socket_test {
namespace {

std::string error_for(const std::string& host, int port) {
  try {
    listen_on(host, port);
  } catch (const ConfigError& error) {
    return error.what();
  }
  return "";
}

TEST(ListeningSocket, AcceptsConnections) {
  const ListeningSocket listening = listen_on("127.0.0.1", 0);
  EXPECT_GT(listening.port, 0);
  EXPECT_NO_THROW(RawClient(listening.port));
}

TEST(ListeningSocket, ExplainsWhyItCannotListen) {
  const ListeningSocket listening = listen_on("127.0.0.1", 0);
  EXPECT_EQ(error_for("127.0.0.1", listening.port),
            "cannot listen on 127.0.0.1:" + std::to_string(listening.port) +
                ": Address already in use; stop the program that listens there, or use port "
                "0 for any free port");
  EXPECT_EQ(error_for("192.0.2.1", 0),
            "cannot listen on 192.0.2.1:0: Cannot assign requested address; it is not an address "
            "of this machine");
  EXPECT_EQ(error_for("no.such.host.invalid", 0),
            "cannot listen on no.such.host.invalid:0: \"no.such.host.invalid\" is neither an "
            "address nor a known name");
  EXPECT_EQ(error_for("127.0.0.1", 65'536),
            "cannot listen on 127.0.0.1:65536: a port is between 0 and 65535");
}

}  // namespace
}  // namespace wavespeed_mock::transport::listening_socket_test
