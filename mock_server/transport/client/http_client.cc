#include "transport/client/http_client.h"

#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>
#include <vector>

#include "base/file/text_files.h"
#include "base/text/quoting.h"
#include "base/value/duration_text.h"
#include "transport/client/address_exchange.h"
#include "transport/client/request_text.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock::transport {
namespace {

constexpr std::size_t kMaxAddresses = 4;

[[noreturn]] void fail(const std::string& url, std::string_view problem) {
  throw ConfigError("the URL \"" + shortened(shown_url(url)) +
                    "\" cannot be used: " + std::string(problem));
}

WebUrl parse_base(const std::string& text) {
  std::string_view problem;
  const auto parsed = parse_web_url(text, problem);
  if (!parsed) fail(text, problem);
  WebUrl url = *parsed;
  if (url.target.find('?') != std::string::npos) fail(text, "it must not have a query");
  while (url.target.ends_with('/')) url.target.pop_back();
  return url;
}

}  // namespace

HttpClient::HttpClient(HttpClientOptions options)
    : options_(std::move(options)), url_(parse_base(options_.base_url)) {
  if (!options_.ca_file) return;
  // The library reads it at each connection, but would never end with a file that has no end.
  const FileText file = file_text(*options_.ca_file);
  if (!file.problem.empty()) {
    throw ConfigError("the file of certificates \"" + options_.ca_file->string() +
                      "\" cannot be read: " + file.problem);
  }
}

Response HttpClient::exchange(const Request& request) {
  if (const std::string problem = problem_of(request); !problem.empty()) {
    throw NoAnswer("the request was not sent: " + problem);
  }
  const std::string head = head_text(request, url_);
  const OutgoingRequest outgoing{
      .head = head, .body = request.body, .is_head_request = request.method == "HEAD"};
  const ExchangeLimits limits{.connect = options_.connect,
                              .answer = options_.answer,
                              .body = {.max = options_.max_body, .cuts = options_.cuts_body}};
  std::string problem;
  for (const std::string& address : addresses()) {
    if (options_.refuse_address) {
      std::string refusal = options_.refuse_address(address);
      if (!refusal.empty()) {
        if (problem.empty()) problem = std::move(refusal);
        continue;
      }
    }
    ExchangeOutcome outcome =
        exchange_with(address, url_, outgoing, limits, tls(), cancelled_.get_token());
    if (outcome.answer) return *std::move(outcome.answer);
    problem = std::move(outcome.problem);
    if (outcome.was_connected || cancelled_.stop_requested()) break;
  }
  throw NoAnswer(problem);
}

// At least one.
std::vector<std::string> HttpClient::addresses() const {
  auto found =
      look_up_within(options_.look_up, url_.host, options_.connect, cancelled_.get_token());
  if (!found) {
    if (cancelled_.stop_requested()) throw NoAnswer(kCancelled);
    throw NoAnswer("looking up " + url_.host + " takes longer than " + to_text(options_.connect));
  }
  if (found->empty()) throw NoAnswer("the name " + url_.host + " cannot be resolved");
  if (found->size() > kMaxAddresses) found->resize(kMaxAddresses);
  return *std::move(found);
}

// Null for plain http.
const TlsClientContext* HttpClient::tls() {
  if (!url_.https) return nullptr;
  const std::lock_guard lock(mutex_);
  try {
    if (tls_ == nullptr) tls_ = std::make_unique<TlsClientContext>(options_.ca_file);
  } catch (const ConfigError& problem) {
    throw NoAnswer(problem.what());
  }
  return tls_.get();
}

}  // namespace wavespeed_mock::transport
