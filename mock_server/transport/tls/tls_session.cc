#include "transport/tls/tls_session.h"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <array>
#include <new>

#include "base/http/network_address.h"

namespace wavespeed_mock::transport {

// Lets OpenSSL read where the bytes lie and write where they are sent from; its own BIOs of memory
// copy both once more, and keep the room.
struct TlsSession::WireMethod {
  static Wire& wire_of(BIO* bio) { return *static_cast<Wire*>(BIO_get_data(bio)); }

  static int write(BIO* bio, const char* bytes, std::size_t size, std::size_t* taken) {
    wire_of(bio).outgoing.append(bytes, size);
    *taken = size;
    return 1;
  }
  static int read(BIO* bio, char* room, std::size_t size, std::size_t* taken) {
    std::string_view& incoming = wire_of(bio).incoming;
    BIO_clear_retry_flags(bio);
    if (incoming.empty()) {
      BIO_set_retry_read(bio);
      return 0;
    }
    *taken = incoming.copy(room, size);
    incoming.remove_prefix(*taken);
    return 1;
  }
  static long control(BIO*, int command, long, void*) { return command == BIO_CTRL_FLUSH ? 1 : 0; }

  static BIO_METHOD* make() {
    BIO_METHOD* const method =
        BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "connection");
    if (method == nullptr) throw std::bad_alloc();
    BIO_meth_set_write_ex(method, write);
    BIO_meth_set_read_ex(method, read);
    BIO_meth_set_ctrl(method, control);
    return method;
  }
  static BIO* make_bio(Wire& wire) {
    // One for the process, for as long as it lives: connections may outlast what is destroyed at
    // its end.
    static BIO_METHOD* const method = make();
    BIO* const bio = BIO_new(method);
    if (bio == nullptr) throw std::bad_alloc();
    BIO_set_data(bio, &wire);
    BIO_set_init(bio, 1);
    return bio;
  }
};

TlsSession::TlsSession(ssl_ctx_st* context)
    : wire_(std::make_unique<Wire>()), ssl_(SSL_new(context), SSL_free) {
  if (ssl_ == nullptr) throw std::bad_alloc();
  BIO* const bio = WireMethod::make_bio(*wire_);
  SSL_set_bio(ssl_.get(), bio, bio);
}

TlsSession::TlsSession(const TlsContext& context) : TlsSession(context.get()) {
  SSL_set_accept_state(ssl_.get());
}

TlsSession::TlsSession(const TlsClientContext& context, const std::string& host)
    : TlsSession(context.get()) {
  bool is_set = false;
  if (reach_of(host)) {
    is_set = X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(ssl_.get()), host.c_str()) == 1;
  } else {
    SSL_set_hostflags(ssl_.get(), X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
    is_set = SSL_set1_host(ssl_.get(), host.c_str()) == 1 &&
             SSL_set_tlsext_host_name(ssl_.get(), host.c_str()) == 1;
  }
  // Without it, a certificate for any other host would do.
  if (!is_set) throw std::bad_alloc();
  SSL_set_connect_state(ssl_.get());
  std::string none;
  open({}, none);
}

TlsSession::~TlsSession() = default;

bool TlsSession::is_tls(std::string_view first_bytes) {
  return first_bytes.starts_with(static_cast<char>(SSL3_RT_HANDSHAKE));
}

bool TlsSession::open(std::string_view bytes, std::string& plain) {
  if (failed_ || ended_) return !failed_;
  // What other connections of this thread left there would be taken for this one's.
  ERR_clear_error();
  wire_->incoming = bytes;
  std::array<char, SSL3_RT_MAX_PLAIN_LENGTH> room;
  for (;;) {
    std::size_t size = 0;
    if (SSL_read_ex(ssl_.get(), room.data(), room.size(), &size) == 1) {
      plain.append(room.data(), size);
      continue;
    }
    const int why = SSL_get_error(ssl_.get(), 0);
    ended_ = why == SSL_ERROR_ZERO_RETURN;
    failed_ = !ended_ && why != SSL_ERROR_WANT_READ;
    wire_->incoming = {};
    return !failed_;
  }
}

bool TlsSession::seal(std::string_view plain) {
  if (failed_ || plain.empty()) return !failed_;
  ERR_clear_error();
  std::size_t sealed = 0;
  failed_ = SSL_write_ex(ssl_.get(), plain.data(), plain.size(), &sealed) != 1;
  return !failed_;
}

bool TlsSession::say_goodbye() {
  if (failed_ || said_goodbye_ || !is_open()) return false;
  said_goodbye_ = true;
  ERR_clear_error();
  SSL_shutdown(ssl_.get());
  return true;
}

std::string TlsSession::problem() const {
  const long verified = SSL_get_verify_result(ssl_.get());
  if (verified == X509_V_ERR_HOSTNAME_MISMATCH || verified == X509_V_ERR_IP_ADDRESS_MISMATCH) {
    return "the certificate is not trusted for this host";
  }
  if (verified != X509_V_OK) {
    return std::string("the certificate is not trusted: ") +
           X509_verify_cert_error_string(verified);
  }
  return is_open() ? "the TLS connection broke" : "the TLS handshake failed";
}

bool TlsSession::is_open() const {
  return SSL_is_init_finished(ssl_.get()) == 1;
}

}  // namespace wavespeed_mock::transport
