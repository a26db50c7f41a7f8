// What the TLS connections of a client share: the certificates that it trusts.
//
// Owned by the client. Constant: any thread may use it.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>

struct ssl_ctx_st;

namespace wavespeed_mock::transport {

class TlsClientContext {
 public:
  // Trusts the certificates in that file, in PEM, or else those of the system. Throws ConfigError
  // when none can be read.
  explicit TlsClientContext(const std::optional<std::filesystem::path>& ca_file);

  // For new connections.
  ssl_ctx_st* get() const { return context_.get(); }

 private:
  std::unique_ptr<ssl_ctx_st, void (*)(ssl_ctx_st*)> context_;
};

}  // namespace wavespeed_mock::transport
