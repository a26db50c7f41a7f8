// Addresses of the web, "http://host:port/path?query", taken apart.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace wavespeed_mock {

inline constexpr int kMaxPort = 65535;

struct WebUrl {
  bool https = false;
  std::string host;    // a name or an address; IPv6 without its brackets
  int port = 0;        // 80 or 443 when the URL names none
  std::string target;  // path and query, at least "/"; a fragment is left out
};

// Nullopt when `text` is not an absolute http or https URL of visible ASCII characters with a host
// and no user name; `problem` then says what is wrong, as the end of a sentence: "it must begin
// with …".
std::optional<WebUrl> parse_web_url(std::string_view text, std::string_view& problem);

// A URL, or what was given for one, for messages: without a user's name and password and without
// its query, in which there may be a key. "http://…@host/path?…"
std::string shown_url(std::string_view text);

// What a Host header says for it: "api.test", "127.0.0.1:8080", "[::1]:8080"; the port of the
// scheme is left out.
std::string host_field(const WebUrl& url);

// "http://127.0.0.1:8787": what a client connects to when a server listens on that host, which may
// be a wildcard address such as 0.0.0.0.
std::string http_url(std::string_view host, int port, bool https = false);

}  // namespace wavespeed_mock
