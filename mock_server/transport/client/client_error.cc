#include "transport/client/client_error.h"

#include "base/value/duration_text.h"
#include "transport/library_versions.h"

namespace wavespeed_mock::transport {

std::string problem_text(httplib::Error error, std::chrono::nanoseconds connect_limit) {
  if (is_for_other_host(error)) return "the certificate is not trusted for this host";
  switch (error) {
    case httplib::Error::Connection:
      return "the connection was refused or cannot be made";
    case httplib::Error::ConnectionTimeout:
      return "no connection within " + to_text(connect_limit);
    case httplib::Error::SSLConnection:
      return "the TLS handshake failed";
    case httplib::Error::SSLLoadingCerts:
      return "the system's certificates cannot be read";
    case httplib::Error::SSLServerVerification:
      return "the certificate is not trusted for this host";
    case httplib::Error::Read:
    case httplib::Error::Write:
      return "the connection ended before a response";
    default:
      return httplib::to_string(error);
  }
}

bool was_never_connected(httplib::Error error) {
  return error == httplib::Error::Connection || error == httplib::Error::ConnectionTimeout;
}

}  // namespace wavespeed_mock::transport
