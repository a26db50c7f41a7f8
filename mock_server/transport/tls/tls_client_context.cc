#include "transport/tls/tls_client_context.h"

#include <openssl/err.h>
#include <openssl/ssl.h>

#include <nlohmann/json.hpp>
#include <string>

#include "base/text/quoting.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock::transport {

TlsClientContext::TlsClientContext(const std::optional<std::filesystem::path>& ca_file)
    : context_(SSL_CTX_new(TLS_client_method()), SSL_CTX_free) {
  SSL_CTX* const context = context_.get();
  if (context == nullptr) throw ConfigError("TLS is not available");
  const int found = ca_file ? SSL_CTX_load_verify_file(context, ca_file->c_str())
                            : SSL_CTX_set_default_verify_paths(context);
  ERR_clear_error();
  if (found != 1) {
    throw ConfigError(ca_file ? json_quote(ca_file->string()) + " holds no certificates in PEM"
                              : "the system's certificates cannot be read");
  }
  SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
  SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nullptr);
  SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
}

}  // namespace wavespeed_mock::transport
