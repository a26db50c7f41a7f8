#include "transport/tls/tls_context.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>

#include <array>
#include <climits>
#include <utility>

#include "base/file/text_files.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock::transport {
namespace {

using Bio = std::unique_ptr<BIO, int (*)(BIO*)>;
using Certificate = std::unique_ptr<X509, void (*)(X509*)>;
using Key = std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY*)>;

// What OpenSSL has to say about its latest failure, in brackets.
std::string reason() {
  const char* const text = ERR_reason_error_string(ERR_peek_last_error());
  ERR_clear_error();
  return text == nullptr ? "" : std::string(" (") + text + ')';
}

bool was_nothing_there() {
  const unsigned long error = ERR_peek_last_error();
  return ERR_GET_LIB(error) == ERR_LIB_PEM && ERR_GET_REASON(error) == PEM_R_NO_START_LINE;
}

Bio reader_of(const PemText& pem) {
  ERR_clear_error();
  const std::size_t size = std::min<std::size_t>(pem.text.size(), INT_MAX);
  return {BIO_new_mem_buf(pem.text.data(), static_cast<int>(size)), BIO_free};
}

void take_certificates(SSL_CTX* context, const PemText& pem) {
  const Bio reader = reader_of(pem);
  for (int count = 0;; ++count) {
    const Certificate certificate(PEM_read_bio_X509(reader.get(), nullptr, nullptr, nullptr),
                                  X509_free);
    if (certificate == nullptr) {
      const bool at_end = was_nothing_there();
      if (at_end && count > 0) return ERR_clear_error();
      throw ConfigError(pem.name +
                        (at_end ? " holds no certificate in PEM: it must have a line "
                                  "\"-----BEGIN CERTIFICATE-----\""
                                : " holds a malformed certificate") +
                        (at_end ? "" : reason()));
    }
    const long taken = count == 0 ? SSL_CTX_use_certificate(context, certificate.get())
                                  : SSL_CTX_add1_chain_cert(context, certificate.get());
    if (taken != 1) {
      throw ConfigError(pem.name + " holds a certificate that cannot be used" + reason());
    }
  }
}

// OpenSSL asks for it only where a key is encrypted.
int note_passphrase(char*, int, int, void* asked) {
  *static_cast<bool*>(asked) = true;
  return -1;
}

Key read_key(const PemText& pem) {
  const Bio reader = reader_of(pem);
  bool asked = false;
  Key key(PEM_read_bio_PrivateKey(reader.get(), nullptr, note_passphrase, &asked), EVP_PKEY_free);
  if (key != nullptr) return key;
  if (asked) {
    throw ConfigError(pem.name +
                      " is encrypted: it must hold a key without a passphrase, as \"openssl pkey\" "
                      "writes it");
  }
  if (pem.text.find("PRIVATE KEY-----") == std::string::npos) {
    throw ConfigError(pem.name +
                      " holds no private key in PEM: it must have a line such as \"-----BEGIN "
                      "PRIVATE KEY-----\"");
  }
  throw ConfigError(pem.name + " holds a malformed key" + reason());
}

void take_key(SSL_CTX* context, const PemText& certificates, const PemText& pem) {
  const Key key = read_key(pem);
  if (X509_check_private_key(SSL_CTX_get0_certificate(context), key.get()) != 1) {
    throw ConfigError(pem.name + " holds a key that does not match the first certificate of " +
                      certificates.name + reason());
  }
  if (SSL_CTX_use_PrivateKey(context, key.get()) != 1) {
    throw ConfigError(pem.name + " holds a key that cannot be used" + reason());
  }
}

// What is chosen is read after the choice.
constexpr std::array<unsigned char, 9> kHttp11 = {8, 'h', 't', 't', 'p', '/', '1', '.', '1'};

// Clients that offer other protocols only are told that there is none in common.
int choose_http_1_1(SSL*, const unsigned char** chosen, unsigned char* size,
                    const unsigned char* offered, unsigned int offered_size, void*) {
  unsigned char* found = nullptr;
  const int outcome =
      SSL_select_next_proto(&found, size, kHttp11.data(), kHttp11.size(), offered, offered_size);
  *chosen = found;
  return outcome == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_ALERT_FATAL;
}

}  // namespace

PemText read_pem(std::string_view option, const std::filesystem::path& path) {
  const std::string name = std::string(option) + ": the file \"" + path.string() + '"';
  FileText file = file_text(path);
  if (!file.problem.empty()) throw ConfigError(name + " cannot be read: " + file.problem);
  return {.text = std::move(file.text), .name = name};
}

TlsContext::TlsContext(const PemText& certificates, const PemText& key)
    : context_(SSL_CTX_new(TLS_server_method()), SSL_CTX_free) {
  SSL_CTX* const context = context_.get();
  if (context == nullptr) throw ConfigError("TLS is not available" + reason());
  take_certificates(context, certificates);
  take_key(context, certificates, key);

  SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
  SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION);
  // Clients come back with tickets, so that nothing has to be remembered here.
  SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
  // Connections that wait keep no buffers.
  SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS);
  SSL_CTX_set_alpn_select_cb(context, choose_http_1_1, nullptr);
}

}  // namespace wavespeed_mock::transport
