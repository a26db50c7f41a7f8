// The bytes that a connection still has to send. Sends as many of them as the socket takes.
//
// Belongs to one connection.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "transport/tls/tls_session.h"

namespace wavespeed_mock::transport {

class SocketOutput {
 public:
  enum class Sent {
    all,
    some,  // the socket takes no more for now
    none,  // the connection is broken: nothing more can be sent
  };

  void add(std::string text);
  void add(std::string_view text) { text_ += text; }
  // Bytes of the texts that are not completely sent yet.
  std::size_t size() const { return text_.size(); }

  // Encrypts with `tls` unless that is null, and then sends its own messages too.
  Sent send(int socket, TlsSession* tls);

 private:
  Sent send_all_of(std::string& bytes, int socket);

  std::string text_;
  std::size_t sealed_ = 0;  // bytes of `text_` that are encrypted
  std::size_t sent_ = 0;    // bytes of it, or of what is encrypted, that are sent
};

}  // namespace wavespeed_mock::transport
