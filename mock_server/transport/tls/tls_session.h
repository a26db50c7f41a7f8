// TLS of one connection, without its socket: the caller passes in the bytes that it receives. It
// takes out the bytes that it has to send.
//
// Belongs to one connection.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "transport/tls/tls_client_context.h"
#include "transport/tls/tls_context.h"

struct ssl_st;

namespace wavespeed_mock::transport {

class TlsSession {
 public:
  // Of a server. The context must outlive it.
  explicit TlsSession(const TlsContext& context);
  // Of a client, for a server that must prove to be `host`, a name or an address. Its first bytes
  // are in outgoing(). The context must outlive it.
  TlsSession(const TlsClientContext& context, const std::string& host);
  ~TlsSession();
  TlsSession(const TlsSession&) = delete;
  TlsSession& operator=(const TlsSession&) = delete;

  // Whether the first bytes of a client are TLS, and not plain HTTP or something else.
  static bool is_tls(std::string_view first_bytes);

  // Takes bytes from the socket, and appends the decrypted data to `plain`. False when they are
  // invalid or the handshake failed: the alert for the other side is in outgoing(), and the
  // session cannot be used any further.
  bool open(std::string_view bytes, std::string& plain);
  // Appends `plain`, encrypted, to outgoing(). False when the session has failed.
  bool seal(std::string_view plain);
  // Appends close_notify, so that the other side can tell a clean end from a broken connection.
  // False if it was already sent or the handshake never finished.
  bool say_goodbye();

  // What is to be sent on the socket; the caller takes it out.
  std::string& outgoing() { return wire_->outgoing; }

  // The handshake is done.
  bool is_open() const;
  // The other side has sent close_notify.
  bool is_ended() const { return ended_; }
  // Why a client's open() failed, in words.
  std::string problem() const;

 private:
  // The socket, as OpenSSL sees it.
  struct Wire {
    std::string_view incoming;
    std::string outgoing;
  };
  struct WireMethod;

  explicit TlsSession(ssl_ctx_st* context);

  const std::unique_ptr<Wire> wire_;
  const std::unique_ptr<ssl_st, void (*)(ssl_st*)> ssl_;
  bool ended_ = false;
  bool failed_ = false;
  bool said_goodbye_ = false;
};

}  // namespace wavespeed_mock::transport
