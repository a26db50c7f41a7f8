#include "server/listen_tls.h"

#include <cerrno>
#include <fstream>
#include <string>
#include <system_error>

#include "transport/tls/self_signed.h"

namespace wavespeed_mock {
namespace {

namespace fs = std::filesystem;

std::unique_ptr<transport::TlsContext> from_files(const fs::path& certificates,
                                                  const fs::path& key) {
  return std::make_unique<transport::TlsContext>(transport::read_pem("tls_cert", certificates),
                                                 transport::read_pem("tls_key", key));
}

std::unique_ptr<transport::TlsContext> self_signed(const std::string& host, const fs::path& path) {
  const transport::SelfSignedPem made = transport::make_self_signed(host);
  const std::string name = "tls_self_signed: the file \"" + path.string() + '"';
  errno = 0;
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file << made.certificate << std::flush;
  if (!file) {
    throw ConfigError(
        name + " cannot be written: " + std::generic_category().message(errno == 0 ? EIO : errno));
  }
  return std::make_unique<transport::TlsContext>(
      transport::PemText{.text = made.certificate, .name = name},
      transport::PemText{.text = made.key, .name = name});
}

}  // namespace

std::unique_ptr<transport::TlsContext> make_tls(const ListenOptions& listen) {
  if (listen.tls_self_signed) {
    if (listen.tls_cert || listen.tls_key) {
      throw ConfigError(
          "tls_self_signed creates its own certificate; it must be given without tls_cert and "
          "tls_key");
    }
    return self_signed(listen.host, *listen.tls_self_signed);
  }
  if (listen.tls_cert && listen.tls_key) return from_files(*listen.tls_cert, *listen.tls_key);
  if (listen.tls_cert) {
    throw ConfigError("tls_cert \"" + listen.tls_cert->string() +
                      "\" needs tls_key, the file of its private key");
  }
  if (listen.tls_key) {
    throw ConfigError("tls_key \"" + listen.tls_key->string() +
                      "\" needs tls_cert, the file of its certificate");
  }
  return nullptr;
}

}  // namespace wavespeed_mock
