#include "contract/transcript/base_url_removal.h"

#include <string>
#include <utility>

#include "base/http/base_url_swap.h"
#include "base/text/json_parser.h"
#include "contract/transcript/placeholder.h"

namespace wavespeed_mock {
namespace {

// As a query contains it.
std::string percent_encoded(std::string_view base_url) {
  std::string out;
  for (const char c : base_url) {
    out += c == ':' ? "%3A" : c == '/' ? "%2F" : std::string(1, c);
  }
  return out;
}

Headers without_base_url(const Headers& headers, std::string_view base_url) {
  Headers out;
  for (const Header& field : headers) {
    out.add(field.name, with_base_url_swapped(field.value, base_url, kBaseUrlPlaceholder));
  }
  return out;
}

std::string body_without_base_url(std::string body, std::string_view base_url) {
  if (!is_json(body)) return body;
  return with_base_url_swapped(body, base_url, kBaseUrlPlaceholder);
}

}  // namespace

void forget_base_url(RecordedExchange& exchange, std::string_view base_url) {
  Request& request = exchange.request;
  Response& response = exchange.response;
  request.target = with_base_url_swapped(request.target, base_url, kBaseUrlPlaceholder);
  request.target =
      with_base_url_swapped(request.target, percent_encoded(base_url), kBaseUrlPlaceholder);
  request.headers = without_base_url(request.headers, base_url);
  response.headers = without_base_url(response.headers, base_url);
  request.body = body_without_base_url(std::move(request.body), base_url);
  response.body = body_without_base_url(std::move(response.body), base_url);
}

}  // namespace wavespeed_mock
