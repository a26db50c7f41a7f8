#include "app/control_access.h"

#include <openssl/crypto.h>

#include <algorithm>
#include <string_view>

#include "app/option_texts.h"
#include "base/http/network_address.h"
#include "base/text/quoting.h"

namespace wavespeed_mock {
namespace {

ApiError forbidden(std::string why) {
  return {.http = 403,
          .code = 403,
          .message = "the control plane is not open to this request: " + std::move(why)};
}

// "[::1]:8080" and "::1" are "::1"; "localhost:80" is "localhost".
std::string_view without_port(std::string_view host) {
  if (host.starts_with('[')) return host.substr(1, host.find(']') - 1);
  return std::count(host.begin(), host.end(), ':') > 1 ? host : host.substr(0, host.find(':'));
}

bool is_loopback(std::string_view host) {
  const std::string_view name = without_port(host);
  return name == "localhost" || name.ends_with(".localhost") || reach_of(name) == Reach::loopback;
}

// In a time that tells nothing about where the texts differ.
bool same_secret(std::string_view given, const std::string& token) {
  return given.size() == token.size() &&
         CRYPTO_memcmp(given.data(), token.data(), token.size()) == 0;
}

// Browsers say where a request comes from; "" when it is from the mock's own pages, or from no
// browser.
std::string foreign_site(const Request& request) {
  const std::string_view host = request.headers.get("Host");
  if (const std::string* origin = request.headers.find("Origin")) {
    const std::string_view site = *origin;
    const std::string_view server = site.substr(std::min(site.size(), site.find("://") + 3));
    if (site.find("://") == std::string_view::npos || host.empty() || server != host) {
      return "it comes from a page of another site, " + shortened(site, 80);
    }
  }
  const std::string_view from = request.headers.get("Sec-Fetch-Site");
  if (from.empty() || from == "same-origin" || from == "none") return "";
  return "it comes from a page of another site (Sec-Fetch-Site: " + shortened(from, 80) + ")";
}

}  // namespace

ControlAccess::ControlAccess(const Options& options) : token_(options.control_token) {
  if (!is_control_token(token_)) {
    throw ConfigError("control_token must be " + std::string(kControlTokenForm));
  }
  switch (options.control) {
    case Control::on:
      rule_ = Rule::everybody;
      break;
    case Control::off:
      rule_ = Rule::none;
      closed_ = "it is switched off (--control off)";
      break;
    case Control::automatic:
      const bool closed = options.exposed.value_or(false) && token_.empty();
      rule_ = closed ? Rule::none : options.exposed ? Rule::loopback : Rule::everybody;
      if (closed) {
        closed_ =
            "other machines can reach this server, and it has no token; start it with "
            "--control-token, and send that as X-Mock-Token";
      }
      break;
  }
}

std::optional<ApiError> ControlAccess::refusal(const Request& request) const {
  if (rule_ == Rule::none) return forbidden(closed_);
  if (const std::string site = foreign_site(request); !site.empty()) return forbidden(site);
  if (!token_.empty()) {
    if (same_secret(request.headers.get("X-Mock-Token"), token_)) return std::nullopt;
    return forbidden("it needs the server's control token in X-Mock-Token");
  }
  // DNS rebinding: any page could reach the mock through a name that resolves to this machine.
  const std::string* const host = request.headers.find("Host");
  if (rule_ == Rule::loopback && host != nullptr && !is_loopback(*host)) {
    return forbidden("its Host is " + shortened(*host, 80) +
                     ", but the server listens on loopback, under localhost or 127.0.0.1");
  }
  return std::nullopt;
}

}  // namespace wavespeed_mock
