// The TLS settings in a server's options.
#pragma once

#include <memory>

#include "transport/tls/tls_context.h"
#include "wavespeed_mock/mock_server.h"

namespace wavespeed_mock {

// Null where plain HTTP is wanted. Writes the certificate's file where one has to be made. Throws
// ConfigError.
std::unique_ptr<transport::TlsContext> make_tls(const ListenOptions& listen);

// Throws where make_tls() would, and writes nothing.
void check_tls(const ListenOptions& listen);

}  // namespace wavespeed_mock
