#include "api/webhook_url.h"

#include <nlohmann/json.hpp>
#include <string_view>

#include "api/json_body.h"
#include "base/http/network_address.h"
#include "base/http/percent_encoding.h"
#include "base/http/web_url.h"
#include "base/text/quoting.h"

namespace wavespeed_mock {
namespace {

constexpr std::string_view kField = "webhook_url";

// The text after "webhook=", to the end of the query.
std::string_view behind_webhook(std::string_view target) {
  constexpr std::string_view kName = "webhook=";
  for (std::size_t at = target.find('?'); at != std::string_view::npos;
       at = target.find('&', at + 1)) {
    const std::string_view rest = target.substr(at + 1);
    if (rest.starts_with(kName)) return rest.substr(kName.size());
  }
  return {};
}

ApiError wrong(std::string_view name, std::string_view url, std::string_view problem) {
  return bad_request("invalid " + std::string(name) + " \"" + shortened(url) +
                     "\": " + std::string(problem));
}

Outcome<std::string> checked(std::string_view name, std::string url, bool allow_private) {
  std::string_view problem;
  const auto parsed = parse_web_url(url, problem);
  if (!parsed) return wrong(name, url, problem);
  if (!allow_private && reach_of_host(parsed->host) == Reach::restricted) {
    ApiError error = wrong(name, url, "it must be a public address");
    error.reason = "loopback is allowed; --webhook-private allows private addresses";
    return error;
  }
  return url;
}

}  // namespace

Outcome<std::string> webhook_url_of(const Request& request, const nlohmann::json& inputs,
                                    bool allow_private) {
  if (const std::string_view text = behind_webhook(request.target); !text.empty()) {
    const std::string_view escaped = text.substr(0, text.find('&'));
    // One client appends the URL as it is: then each "&" and "%41" is the URL's own.
    if (escaped.find("://") < escaped.find('%')) {
      return checked("webhook", std::string(text), allow_private);
    }
    auto url = percent_decoded(escaped);
    if (!url) return wrong("webhook", escaped, "a \"%\" must come before two hex digits");
    if (!url->empty()) return checked("webhook", *std::move(url), allow_private);
  }
  const auto field = inputs.find(kField);
  if (field == inputs.end() || field->is_null()) return std::string();
  if (!field->is_string()) {
    return bad_request("\"webhook_url\" must be a string, not " + json_quote(*field));
  }
  auto url = field->get<std::string>();
  if (url.empty()) return url;
  return checked(kField, std::move(url), allow_private);
}

}  // namespace wavespeed_mock
