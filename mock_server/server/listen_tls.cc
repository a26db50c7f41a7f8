#include "server/listen_tls.h"

#include <cerrno>
#include <fstream>
#include <string>

#include "base/file/output_path.h"
#include "base/text/system_error_text.h"
#include "transport/tls/self_signed.h"

namespace wavespeed_mock {
namespace {

namespace fs = std::filesystem;

std::unique_ptr<transport::TlsContext> from_files(const fs::path& certificates,
                                                  const fs::path& key) {
  const transport::PemText first = transport::read_pem("tls_cert", certificates);
  return std::make_unique<transport::TlsContext>(first, transport::read_pem("tls_key", key));
}

std::string name_of_own(const fs::path& path) {
  return "tls_self_signed: the file \"" + path.string() + '"';
}

[[noreturn]] void refuse_own(const fs::path& path, const std::string& problem) {
  throw ConfigError(name_of_own(path) + " cannot be written: " + problem);
}

std::unique_ptr<transport::TlsContext> self_signed(const std::string& host, const fs::path& path) {
  const transport::SelfSignedPem made = transport::make_self_signed(host);
  errno = 0;
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file << made.certificate << std::flush;
  if (!file) refuse_own(path, system_error_text(errno == 0 ? EIO : errno));
  const std::string name = name_of_own(path);
  return std::make_unique<transport::TlsContext>(
      transport::PemText{.text = made.certificate, .name = name},
      transport::PemText{.text = made.key, .name = name});
}

// Whether the options go together.
void check_combination(const ListenOptions& listen) {
  if (listen.tls_self_signed && (listen.tls_cert || listen.tls_key)) {
    throw ConfigError(
        "tls_self_signed creates its own certificate; it must be given without tls_cert and "
        "tls_key");
  }
  if (listen.tls_cert && !listen.tls_key) {
    throw ConfigError("tls_cert \"" + listen.tls_cert->string() +
                      "\" needs tls_key, the file of its private key");
  }
  if (listen.tls_key && !listen.tls_cert) {
    throw ConfigError("tls_key \"" + listen.tls_key->string() +
                      "\" needs tls_cert, the file of its certificate");
  }
}

}  // namespace

std::unique_ptr<transport::TlsContext> make_tls(const ListenOptions& listen) {
  check_combination(listen);
  if (listen.tls_self_signed) return self_signed(listen.host, *listen.tls_self_signed);
  if (listen.tls_cert) return from_files(*listen.tls_cert, *listen.tls_key);
  return nullptr;
}

void check_tls(const ListenOptions& listen) {
  check_combination(listen);
  if (listen.tls_cert) from_files(*listen.tls_cert, *listen.tls_key);
  if (!listen.tls_self_signed) return;
  const std::string problem = output_problem(*listen.tls_self_signed);
  if (!problem.empty()) refuse_own(*listen.tls_self_signed, problem);
}

}  // namespace wavespeed_mock
