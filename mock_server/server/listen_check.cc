#include "server/listen_check.h"

#include <string>

#include "server/listen_tls.h"
#include "transport/engine.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock {

void check_listen_options(const ListenOptions& listen) {
  check_engine(listen);
  check_tls(listen);
}

void check_engine(const ListenOptions& listen) {
  if (listen.threads > ListenOptions::kMaxThreads) {
    throw ConfigError("threads must be a whole number from 0 to " +
                      std::to_string(ListenOptions::kMaxThreads) + ", not " +
                      std::to_string(listen.threads));
  }
  const bool https = listen.tls_cert || listen.tls_key || listen.tls_self_signed;
#ifdef WAVESPEED_MOCK_EVENT_ENGINE
  if (listen.engine == ServerEngine::httplib) transport::check_httplib_engine(https);
#else
  if (listen.engine == ServerEngine::event) {
    throw ConfigError(
        "engine \"event\" is not in this build: configure it with "
        "-DWAVESPEED_MOCK_EVENT_ENGINE=ON, or use \"httplib\"");
  }
  transport::check_httplib_engine(https);
#endif
}

}  // namespace wavespeed_mock
