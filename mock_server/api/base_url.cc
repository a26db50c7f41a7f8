#include "api/base_url.h"

#include <algorithm>
#include <string_view>

namespace wavespeed_mock {
namespace {

// A host is copied into JSON and URLs as it is, so only what a host can hold passes.
bool is_host(std::string_view text) {
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '-' || c == '_' || c == ':' || c == '[' || c == ']';
  };
  return !text.empty() && text.size() <= 255 && std::all_of(text.begin(), text.end(), fits);
}

}  // namespace

void append_base_url(std::string& out, const Request& request) {
  const std::string_view proxy = request.headers.get("X-Forwarded-Proto");
  const bool https = proxy == "https" || (request.https && proxy != "http");
  std::string_view host = request.headers.get("X-Forwarded-Host");
  if (!is_host(host)) host = request.headers.get("Host");
  out += https ? "https://" : "http://";
  out += is_host(host) ? host : "localhost";
}

}  // namespace wavespeed_mock
