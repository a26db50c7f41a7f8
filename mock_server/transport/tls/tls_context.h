// What all TLS connections of a server share: its certificate, its key, and how it speaks TLS.
//
// Made before the engine and owned by who owns the engine. Constant: any thread may use it.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

struct ssl_ctx_st;

namespace wavespeed_mock::transport {

// Text in PEM, and what complaints call it: `tls_cert: the file "server.pem"`.
struct PemText {
  std::string text;
  std::string name;
};

// `option` is the one that names the file. Throws ConfigError when it cannot be read.
PemText read_pem(std::string_view option, const std::filesystem::path& path);

class TlsContext {
 public:
  // `certificates` are the server's own and, behind it, those that lead to an authority; `key` is
  // the private key of its own. Throws ConfigError.
  TlsContext(const PemText& certificates, const PemText& key);

  // For new connections.
  ssl_ctx_st* get() const { return context_.get(); }

 private:
  std::unique_ptr<ssl_ctx_st, void (*)(ssl_ctx_st*)> context_;
};

}  // namespace wavespeed_mock::transport
