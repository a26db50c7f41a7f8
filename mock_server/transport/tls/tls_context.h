// What all TLS connections of a server share: its certificate, its key, its TLS settings.
//
// Made before the engine, and has the same owner. Constant: any thread may use it.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

struct ssl_ctx_st;

namespace wavespeed_mock::transport {

// Text in PEM, and its name in errors: `tls_cert: the file "server.pem"`.
struct PemText {
  std::string text;
  std::string name;
};

// `option` is the one that names the file. Throws ConfigError when it cannot be read.
PemText read_pem(std::string_view option, const std::filesystem::path& path);

class TlsContext {
 public:
  // `certificates` is the server's certificate, followed by its chain of intermediates, if any;
  // `key` is the private key of the first. Throws ConfigError.
  TlsContext(const PemText& certificates, const PemText& key);

  // For new connections.
  ssl_ctx_st* get() const { return context_.get(); }

 private:
  std::unique_ptr<ssl_ctx_st, void (*)(ssl_ctx_st*)> context_;
};

}  // namespace wavespeed_mock::transport
