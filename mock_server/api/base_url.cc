#include "api/base_url.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace wavespeed_mock {
namespace {

// A host is copied into JSON and URLs as it is, so only what a host can hold passes.
// Which characters a host with its port may have; a table, since every poll shows a URL.
constexpr auto kIsOfHost = [] {
  std::array<bool, 256> is_of_host{};
  for (const unsigned char c : std::string_view("abcdefghijklmnopqrstuvwxyz"
                                                "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_:[]")) {
    is_of_host[c] = true;
  }
  return is_of_host;
}();

bool is_host(std::string_view text) {
  const auto fits = [](char c) { return kIsOfHost[static_cast<unsigned char>(c)]; };
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
