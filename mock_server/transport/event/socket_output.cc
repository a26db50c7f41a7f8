#include "transport/event/socket_output.h"

#include <sys/socket.h>

#include <cerrno>
#include <utility>

namespace wavespeed_mock::transport {
namespace {

// Keeps at most this much memory when a connection has nothing to send.
constexpr std::size_t kMaxKept = 4'096;
// So much is encrypted ahead of the socket.
constexpr std::size_t kSealedAtOnce = 65'536;

bool would_block(int error) {
  return error == EAGAIN || error == EWOULDBLOCK || error == EINTR;
}

void empty(std::string& bytes) {
  if (bytes.capacity() > kMaxKept) {
    bytes = {};
  } else {
    bytes.clear();
  }
}

}  // namespace

void SocketOutput::add(std::string text) {
  if (text_.empty()) {
    text_ = std::move(text);
  } else {
    text_ += text;
  }
}

SocketOutput::Sent SocketOutput::send(int socket, TlsSession* tls) {
  if (tls == nullptr) return send_all_of(text_, socket);
  for (;;) {
    const Sent sent = send_all_of(tls->outgoing(), socket);
    if (sent != Sent::all || text_.empty()) return sent;
    const std::string_view piece = std::string_view(text_).substr(sealed_, kSealedAtOnce);
    if (!tls->seal(piece)) return Sent::none;
    sealed_ += piece.size();
    if (sealed_ < text_.size()) continue;
    sealed_ = 0;
    empty(text_);
  }
}

SocketOutput::Sent SocketOutput::send_all_of(std::string& bytes, int socket) {
  while (sent_ < bytes.size()) {
    const ssize_t sent = ::send(socket, bytes.data() + sent_, bytes.size() - sent_, MSG_NOSIGNAL);
    if (sent < 0) return would_block(errno) ? Sent::some : Sent::none;
    sent_ += static_cast<std::size_t>(sent);
  }
  sent_ = 0;
  empty(bytes);
  return Sent::all;
}

}  // namespace wavespeed_mock::transport
