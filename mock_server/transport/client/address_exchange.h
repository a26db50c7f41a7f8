// One exchange with a server at one of its addresses: the connection, TLS, the request, the answer.
// Each wait has an end, and another thread can end all of them.
//
// Functions without state; any thread may call them.
#pragma once

#include <chrono>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

#include "base/http/web_url.h"
#include "transport/client/answer_parser.h"
#include "transport/tls/tls_client_context.h"
#include "wavespeed_mock/message.h"

namespace wavespeed_mock::transport {

// The problem of an exchange that another thread has ended.
inline constexpr const char* kCancelled = "the exchange was cancelled";

struct ExchangeLimits {
  std::chrono::nanoseconds connect;
  std::chrono::nanoseconds answer;  // from the connection to the answer's end, with TLS's handshake
  AnswerBody body;
};

// What is sent; the texts must outlive the exchange.
struct OutgoingRequest {
  std::string_view head;  // up to the empty line
  std::string_view body;
  bool is_head_request = false;  // its answer has no body
};

struct ExchangeOutcome {
  std::optional<Response> answer{};
  std::string problem{};       // why there is none, in words
  bool was_connected = false;  // if not, another address may be tried
};

// With the server of `url` at `address`, an IP address as text. `tls` is for https only. When
// `stop` is asked for, it ends at once without an answer.
ExchangeOutcome exchange_with(const std::string& address, const WebUrl& url,
                              const OutgoingRequest& request, const ExchangeLimits& limits,
                              const TlsClientContext* tls, const std::stop_token& stop);

}  // namespace wavespeed_mock::transport
