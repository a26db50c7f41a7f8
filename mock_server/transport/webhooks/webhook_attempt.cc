#include "transport/webhooks/webhook_attempt.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/http/network_address.h"
#include "base/http/web_url.h"
#include "transport/client/http_client.h"

namespace wavespeed_mock::transport {
namespace {

// Of a receiver's answer; the rest is not read.
constexpr std::size_t kMaxAnswer = 4'096;

std::string refusal_of_private(const std::string& address) {
  const auto reach = reach_of(address);
  if (reach == Reach::loopback || reach == Reach::everywhere) return {};
  return address + " is a private address; see --webhook-private";
}

}  // namespace

WebhookAnswer attempt_webhook(const WebhookRequest& request, const WebhookLimits& limits,
                              const std::stop_token& stop) {
  std::string_view problem;
  const auto url = parse_web_url(request.url, problem);
  if (!url) return {.error = std::string(problem)};
  HttpClientOptions options{.base_url = (url->https ? "https://" : "http://") + host_field(*url),
                            .connect = limits.connect,
                            .answer = limits.answer,
                            .max_body = kMaxAnswer,
                            .cuts_body = true,
                            .look_up = limits.look_up};
  if (!limits.allow_private) options.refuse_address = refusal_of_private;
  HttpClient client(std::move(options));
  const std::stop_callback on_stop(stop, [&client] { client.cancel(); });
  try {
    Response answer = client.exchange({.method = "POST",
                                       .target = url->target,
                                       .headers = request.headers,
                                       .body = request.body});
    return {.status = answer.status, .answer = std::move(answer.body)};
  } catch (const NoAnswer& none) {
    return {.error = stop.stop_requested() ? "the mock stopped during the attempt" : none.what()};
  }
}

}  // namespace wavespeed_mock::transport
