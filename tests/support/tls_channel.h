// A RawClient over TLS that trusts every server, for tests of the data, not of certificates.
#pragma once

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <sys/time.h>

#include <cerrno>
#include <csignal>
#include <cstddef>
#include <memory>
#include <stdexcept>

#include "support/raw_client.h"

namespace wavespeed_mock {

class TlsChannel final : public Channel {
 public:
  // The read error if the server closes the connection without close_notify.
  static constexpr int kBrokenOff = EPROTO;

  static std::unique_ptr<Channel> open(int socket) { return std::make_unique<TlsChannel>(socket); }

  // Performs the handshake. Like a RawClient, it waits at most ten seconds.
  explicit TlsChannel(int socket)
      : context_(SSL_CTX_new(TLS_client_method()), SSL_CTX_free),
        ssl_(SSL_new(context_.get()), SSL_free) {
    const timeval patience{.tv_sec = 10, .tv_usec = 0};
    ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    SSL_clear_mode(ssl_.get(), SSL_MODE_AUTO_RETRY);  // reads must not wait for session tickets
    SSL_set_fd(ssl_.get(), socket);
    // OpenSSL writes without MSG_NOSIGNAL. A connection that the server has reset must be an error,
    // and not end the process.
    std::signal(SIGPIPE, SIG_IGN);
    ERR_clear_error();
    if (SSL_connect(ssl_.get()) != 1) throw std::runtime_error("no TLS handshake");
  }

  ssize_t send(const char* bytes, std::size_t size) override {
    std::size_t sent = 0;
    ERR_clear_error();
    return SSL_write_ex(ssl_.get(), bytes, size, &sent) == 1 ? static_cast<ssize_t>(sent) : -1;
  }
  ssize_t receive(char* room, std::size_t size) override {
    std::size_t received = 0;
    ERR_clear_error();
    errno = 0;
    if (SSL_read_ex(ssl_.get(), room, size, &received) == 1) return static_cast<ssize_t>(received);
    const int error = errno;
    switch (SSL_get_error(ssl_.get(), 0)) {
      case SSL_ERROR_ZERO_RETURN:
        return 0;
      case SSL_ERROR_WANT_READ:
        errno = EAGAIN;
        return -1;
      default:
        errno = error == 0 ? kBrokenOff : error;
        return -1;
    }
  }
  void finish() override { SSL_shutdown(ssl_.get()); }

 private:
  const std::unique_ptr<SSL_CTX, void (*)(SSL_CTX*)> context_;
  const std::unique_ptr<SSL, void (*)(SSL*)> ssl_;
};

}  // namespace wavespeed_mock
