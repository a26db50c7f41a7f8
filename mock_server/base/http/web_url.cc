#include "base/http/web_url.h"

#include <algorithm>
#include <charconv>

#include "base/http/network_address.h"
#include "base/text/ascii.h"

namespace wavespeed_mock {
namespace {

constexpr std::size_t kLongestUrl = 2'048;
constexpr std::size_t kLongestHost = 253;

bool is_visible(char c) {
  return c > 0x20 && c < 0x7f;
}

// Takes a scheme, in letters of either case, off the front of `rest`.
bool take_scheme(std::string_view& rest, std::string_view scheme) {
  if (rest.size() < scheme.size() || !std::equal(scheme.begin(), scheme.end(), rest.begin(),
                                                 [](char a, char b) { return a == lower(b); })) {
    return false;
  }
  rest.remove_prefix(scheme.size());
  return true;
}

bool is_host_name(std::string_view host) {
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '-' || c == '_';
  };
  return !host.empty() && host.size() <= kLongestHost && host.front() != '.' &&
         host.find("..") == std::string_view::npos && std::all_of(host.begin(), host.end(), fits);
}

// Takes the host off the front of `rest`, which is host and port.
bool take_host(std::string_view& rest, std::string& host) {
  if (!rest.starts_with('[')) {
    host = rest.substr(0, rest.find(':'));
    rest.remove_prefix(host.size());
    return is_host_name(host);
  }
  const std::size_t end = rest.find(']');
  if (end == std::string_view::npos) return false;
  host = rest.substr(1, end - 1);
  rest.remove_prefix(end + 1);
  return host.find(':') != std::string::npos && reach_of(host).has_value();
}

// "" or ":8080".
bool read_port(std::string_view text, int& port) {
  if (text.empty() || text == ":") return true;
  if (!text.starts_with(':')) return false;
  const char* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data() + 1, end, port);
  return error == std::errc() && rest == end && port >= 1 && port <= kMaxPort;
}

}  // namespace

std::optional<WebUrl> parse_web_url(std::string_view text, std::string_view& problem) {
  WebUrl url;
  std::string_view rest = text;
  url.https = take_scheme(rest, "https://");
  if (!url.https && !take_scheme(rest, "http://")) {
    problem = "it must begin with \"http://\" or \"https://\"";
    return std::nullopt;
  }
  if (text.size() > kLongestUrl) {
    problem = "it is longer than 2048 characters";
    return std::nullopt;
  }
  if (!std::all_of(text.begin(), text.end(), is_visible)) {
    problem = "it must be visible ASCII characters without spaces; percent-encode all others";
    return std::nullopt;
  }
  const std::size_t authority_end = std::min(rest.find_first_of("/?#\\"), rest.size());
  std::string_view authority = rest.substr(0, authority_end);
  rest.remove_prefix(authority_end);
  if (authority.find('@') != std::string_view::npos) {
    problem = "it must not carry a user name or password";
    return std::nullopt;
  }
  url.port = url.https ? 443 : 80;
  if (rest.starts_with('\\') || !take_host(authority, url.host)) {
    problem = "its host is not a name or an address";
    return std::nullopt;
  }
  if (!read_port(authority, url.port)) {
    problem = "its port must be a number from 1 to 65535";
    return std::nullopt;
  }
  rest = rest.substr(0, rest.find('#'));
  if (!rest.starts_with('/')) url.target = "/";
  url.target += rest;
  return url;
}

std::string shown_url(std::string_view text) {
  constexpr std::string_view kScheme = "://";
  const std::size_t scheme = text.find_first_of(":/?#@");
  const bool has_scheme =
      scheme != std::string_view::npos && text.substr(scheme).starts_with(kScheme);
  const std::size_t begin = has_scheme ? scheme + kScheme.size() : 0;
  std::string shown(text.substr(0, begin));
  std::string_view rest = text.substr(begin);
  const std::size_t query = std::min(rest.find_first_of("?#"), rest.size());
  const std::size_t user = rest.substr(0, query).rfind('@');
  if (user != std::string_view::npos) {
    shown += "…@";
    shown += rest.substr(user + 1, query - user - 1);
  } else if (rest.find('@') != std::string_view::npos) {
    // Not a query, but a password with a "?" or "#" in it.
    return shown + "…";
  } else {
    shown += rest.substr(0, query);
  }
  if (query < rest.size()) shown += std::string(1, rest[query]) + "…";
  return shown;
}

std::string host_field(const WebUrl& url) {
  const bool is_ipv6 = url.host.find(':') != std::string::npos;
  std::string text = is_ipv6 ? "[" + url.host + "]" : url.host;
  if (url.port != (url.https ? 443 : 80)) text += ":" + std::to_string(url.port);
  return text;
}

std::string http_url(std::string_view host, int port, bool https) {
  if (host == "0.0.0.0" || host.empty()) host = "127.0.0.1";
  if (host == "::") host = "::1";
  const bool is_ipv6 = host.find(':') != std::string_view::npos;
  std::string url = https ? "https://" : "http://";
  if (is_ipv6) url += '[';
  url += host;
  if (is_ipv6) url += ']';
  url += ':';
  url += std::to_string(port);
  return url;
}

}  // namespace wavespeed_mock
