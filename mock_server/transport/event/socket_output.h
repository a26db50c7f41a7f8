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
    none,  // nor ever
  };

  void add(std::string text);
  void add(std::string_view text) { text_ += text; }
  // Of what was added and is not all sent yet.
  std::size_t size() const { return text_.size(); }

  // Through `tls`, unless that is null; together with what it has to say itself.
  Sent send(int socket, TlsSession* tls);

 private:
  Sent send_all_of(std::string& bytes, int socket);

  std::string text_;
  std::size_t sealed_ = 0;  // bytes of it that are encrypted
  std::size_t sent_ = 0;    // bytes of it, or of what is encrypted, that are sent
};

}  // namespace wavespeed_mock::transport
