// An HTTP(S) client for one server: it sends a request, then returns the answer.
//
// Owned by the caller. Every function may be called from several threads at once: each exchange has
// a connection of its own, so that none affects another.
#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <stop_token>
#include <string>
#include <vector>

#include "base/http/web_url.h"
#include "transport/client/name_lookup.h"
#include "transport/tls/tls_client_context.h"
#include "wavespeed_mock/message.h"

namespace wavespeed_mock::transport {

// There was no answer, or only part of one. what() says why, but does not name the server.
class NoAnswer : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

struct HttpClientOptions {
  // "https://api.wavespeed.ai", also with a path that is put before each target.
  std::string base_url;

  // Certificates in PEM that are trusted instead of the system's.
  std::optional<std::filesystem::path> ca_file{};

  std::chrono::nanoseconds connect = std::chrono::seconds(10);  // for the name, and each address
  std::chrono::nanoseconds answer = std::chrono::minutes(3);    // from the connection to its end

  // Of the body of an answer. With a longer one the exchange fails, or the body is cut there.
  std::size_t max_body = 256U << 20;
  bool cuts_body = false;

  NameLookup look_up = system_lookup;

  // Why no connection may be made to that address, or an empty text.
  std::function<std::string(const std::string& address)> refuse_address{};
};

class HttpClient {
 public:
  // Throws ConfigError when the URL is invalid or the file cannot be read.
  explicit HttpClient(HttpClientOptions options);
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;

  // Sends `request` and returns the whole answer, whatever its status, but not interim ones (1xx).
  // Redirects are not followed and nothing is unpacked. Header fields go out and come back as they
  // are, in their order; Host, User-Agent and Accept are added where they are missing, and a
  // Content-Length of the client's own replaces any. https needs a certificate that is trusted for
  // the host. Throws NoAnswer.
  Response exchange(const Request& request);

  // Ends the exchanges that are under way, and those to come: they throw NoAnswer at once.
  void cancel() { cancelled_.request_stop(); }

 private:
  std::vector<std::string> addresses() const;
  const TlsClientContext* tls();

  const HttpClientOptions options_;
  WebUrl url_;  // the base; its target is the path before each target, without a slash at its end
  std::stop_source cancelled_;
  std::mutex mutex_;
  std::unique_ptr<TlsClientContext> tls_;  // under `mutex_`; made when first needed
};

}  // namespace wavespeed_mock::transport
