#include "transport/webhook_attempt.h"

#include <httplib.h>

#include <algorithm>
#include <list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/duration_text.h"
#include "base/network_address.h"
#include "base/web_url.h"
#include "transport/client_error.h"

namespace wavespeed_mock::transport {
namespace {

using std::chrono::steady_clock;

// Of a receiver's answer; the rest is not read.
constexpr std::size_t kMostAnswer = 4'096;

// Of one name.
constexpr std::size_t kMostAddresses = 4;

WebhookAnswer no_answer(std::string error) {
  return {.error = std::move(error)};
}

httplib::Request to_library(const WebhookRequest& request, const WebUrl& url) {
  httplib::Request out;
  out.method = "POST";
  out.path = url.target;
  out.headers = {{"Host", host_field(url)}, {"User-Agent", "wavespeed-mock"}, {"Accept", "*/*"}};
  for (const Header& header : request.headers) out.headers.emplace(header.name, header.value);
  out.body = request.body;
  return out;
}

// One address, one connection, one exchange.
class Exchange {
 public:
  Exchange(const WebUrl& url, const std::string& address, const WebhookLimits& limits,
           SocketDeadlines& deadlines)
      : limits_(limits), deadline_(steady_clock::now() + limits.connect + limits.answer) {
    if (url.https) {
      client_ = std::make_unique<httplib::SSLClient>(url.host, url.port);
    } else {
      client_ = std::make_unique<httplib::ClientImpl>(url.host, url.port);
    }
    client_->set_hostname_addr_map({{url.host, address}});
    client_->set_connection_timeout(limits.connect);
    client_->set_read_timeout(limits.answer);
    client_->set_write_timeout(limits.answer);
    client_->set_tcp_nodelay(true);
    client_->set_url_encode(false);
    client_->set_decompress(false);
    client_->set_keep_alive(false);
    client_->set_socket_options([this, &deadlines](socket_t socket) {
      watches_.emplace_back(deadlines, socket, deadline_);
    });
  }

  WebhookAnswer run(httplib::Request request, httplib::Error& error) {
    WebhookAnswer answer;
    request.content_receiver = [&](const char* bytes, std::size_t count, std::uint64_t,
                                   std::uint64_t) {
      answer.answer.append(bytes, std::min(count, kMostAnswer - answer.answer.size()));
      return answer.answer.size() < kMostAnswer;
    };
    httplib::Response response;
    const auto began = steady_clock::now();
    const bool complete = client_->send(request, response, error);
    // What the receiver had to say, it has said: the rest of a long answer is not wanted.
    if (complete || answer.answer.size() == kMostAnswer) {
      answer.status = response.status;
      return answer;
    }
    const auto now = steady_clock::now();
    const bool late =
        now >= deadline_ || (error == httplib::Error::Read && now - began >= limits_.answer);
    return no_answer(late ? "no answer within " + to_text(limits_.answer)
                          : problem_text(error, limits_.connect));
  }

 private:
  const WebhookLimits& limits_;
  const steady_clock::time_point deadline_;
  std::list<SocketDeadlines::Watch> watches_;
  std::unique_ptr<httplib::ClientImpl> client_;
};

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
  if (addresses->empty()) return no_answer("the name " + url->host + " is not known");
  if (addresses->size() > kMostAddresses) addresses->resize(kMostAddresses);

  std::optional<WebhookAnswer> answer;
  for (const std::string& address : *addresses) {
    if (!limits.allow_private && reach_of(address) != Reach::loopback &&
        reach_of(address) != Reach::everywhere) {
      if (!answer) answer = no_answer(address + " is a private address; see webhook_private");
      continue;
    }
    if (stop.stop_requested()) break;
    httplib::Error error = httplib::Error::Success;
    answer = Exchange(*url, address, limits, deadlines).run(to_library(request, *url), error);
    if (!was_never_connected(error)) break;
  }
  if (stop.stop_requested() && (!answer || answer->status == 0)) {
    return no_answer("the mock stopped meanwhile");
  }
  return *std::move(answer);
}

}  // namespace wavespeed_mock::transport
