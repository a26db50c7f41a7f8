// An HTTP(S) client for one server: it sends a request, then returns the answer.
//
// Owned by the caller. May be used from several threads: each exchange has a connection of its own,
// so nothing is left of one in the next.
#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>

#include "base/http/web_url.h"
#include "transport/client/name_lookup.h"
#include "transport/client/socket_deadlines.h"
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

  // Of an answer; a longer one counts as none.
  std::size_t max_body = 256U << 20;

  NameLookup look_up = system_lookup;
};

class HttpClient {
 public:
  // Throws ConfigError when the URL is invalid or the file cannot be read.
  explicit HttpClient(HttpClientOptions options);

  // Sends `request` and returns the whole answer, whatever its status; redirects are not followed
  // and nothing is unpacked. Headers go out as given, with Host, User-Agent and Accept where they
  // are missing and a Content-Length in any case. Fields of one name keep their order, both ways;
  // those of different names come back sorted, and go out sorted with cpp-httplib 0.11. https needs
  // a certificate that is trusted for the host. Throws NoAnswer.
  Response exchange(const Request& request);

 private:
  class Exchange;

  const HttpClientOptions options_;
  WebUrl url_;  // the base; its target is the path before each target, without a slash at its end
  SocketDeadlines deadlines_;
};

}  // namespace wavespeed_mock::transport
