#include "transport/webhooks/webhook_attempt.h"

#include <httplib.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/http/network_address.h"
#include "base/http/web_url.h"
#include "base/value/duration_text.h"
#include "transport/client/address_client.h"
#include "transport/client/client_error.h"

namespace wavespeed_mock::transport {
namespace {

// Of a receiver's answer; the rest is not read.
constexpr std::size_t kMaxAnswer = 4'096;

// Of one name.
constexpr std::size_t kMaxAddresses = 4;

WebhookAnswer no_answer(std::string error) {
  return {.error = std::move(error)};
}

httplib::Request to_library(const WebhookRequest& request, const WebUrl& url) {
  httplib::Request out;
  out.method = "POST";
  out.path = url.target;
  out.body = request.body;
  return out;
}

Headers fields_to_send(const WebhookRequest& request, const WebUrl& url) {
  Headers fields{{"Host", host_field(url)}, {"User-Agent", "wavespeed-mock"}, {"Accept", "*/*"}};
  for (const Header& header : request.headers) fields.add(header.name, header.value);
  return fields;
}

WebhookAnswer exchange_with(AddressClient& client, httplib::Request request,
                            const Headers& fields) {
  WebhookAnswer answer;
  request.content_receiver = [&](const char* bytes, std::size_t count, std::uint64_t,
                                 std::uint64_t) {
    answer.answer.append(bytes, std::min(count, kMaxAnswer - answer.answer.size()));
    return answer.answer.size() < kMaxAnswer;
  };
  httplib::Response response;
  const bool complete = client.send(request, fields, response);
  // What the receiver had to say, it has said: the rest of a long answer is not wanted.
  if (!complete && answer.answer.size() < kMaxAnswer) return no_answer(client.problem());
  answer.status = response.status;
  return answer;
}

}  // namespace

WebhookAnswer attempt_webhook(const WebhookRequest& request, const WebhookLimits& limits,
                              SocketDeadlines& deadlines, const std::stop_token& stop) {
  std::string_view problem;
  const auto url = parse_web_url(request.url, problem);
  if (!url) return no_answer(std::string(problem));
  auto addresses = look_up_within(limits.look_up, url->host, limits.connect, stop);
  if (!addresses) {
    return no_answer("looking up " + url->host + " takes longer than " + to_text(limits.connect));
  }
  if (addresses->empty()) return no_answer("the name " + url->host + " cannot be resolved");
  if (addresses->size() > kMaxAddresses) addresses->resize(kMaxAddresses);

  const Headers fields = fields_to_send(request, *url);
  std::optional<WebhookAnswer> answer;
  for (const std::string& address : *addresses) {
    if (!limits.allow_private && reach_of(address) != Reach::loopback &&
        reach_of(address) != Reach::everywhere) {
      if (!answer) answer = no_answer(address + " is a private address; see webhook_private");
      continue;
    }
    if (stop.stop_requested()) break;
    AddressClient client(*url, address, {.connect = limits.connect, .answer = limits.answer},
                         deadlines);
    answer = exchange_with(client, to_library(request, *url), fields);
    if (!was_never_connected(client.error())) break;
  }
  if (stop.stop_requested() && (!answer || answer->status == 0)) {
    return no_answer("the mock stopped during the attempt");
  }
  return *std::move(answer);
}

}  // namespace wavespeed_mock::transport
