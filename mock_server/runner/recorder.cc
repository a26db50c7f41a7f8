#include "runner/recorder.h"

#include <atomic>
#include <chrono>
#include <exception>
#include <nlohmann/json.hpp>
#include <set>
#include <string_view>
#include <system_error>
#include <utility>

#include "api/base_url.h"
#include "api/envelope.h"
#include "base/http/base_url_swap.h"
#include "base/http/path_pattern.h"
#include "base/http/web_url.h"
#include "base/text/ascii.h"
#include "base/text/json_parser.h"
#include "base/text/quoting.h"
#include "base/text/text_match.h"
#include "contract/redaction/redaction.h"
#include "contract/transcript/base_url_removal.h"
#include "contract/transcript/transcript_file.h"
#include "runner/paid_gate.h"
#include "transport/client/http_client.h"
#include "transport/engine.h"
#include "transport/http/field_text.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock {
namespace {

using std::chrono::steady_clock;

// The service takes files of up to 200 MiB.
constexpr std::size_t kMaxRequestBody = std::size_t{300} << 20;

// Fields that are meant for the next hop only; those that `Connection` names come on top.
constexpr std::string_view kHopByHop[] = {"connection",
                                          "keep-alive",
                                          "proxy-authenticate",
                                          "proxy-authorization",
                                          "proxy-connection",
                                          "te",
                                          "trailer",
                                          "transfer-encoding",
                                          "upgrade"};

// The names of those fields of a message, read once: it may have thousands of fields.
class HopByHop {
 public:
  explicit HopByHop(const Headers& headers) : names_(std::begin(kHopByHop), std::end(kHopByHop)) {
    std::string_view named = headers.get("Connection");
    while (!named.empty()) names_.insert(lower(trimmed(transport::take_until(named, ","))));
  }
  bool has(const Header& field) const { return names_.contains(lower(field.name)); }

 private:
  std::set<std::string> names_;
};

// What the client makes itself, or what would make answers unreadable.
bool is_replaced(const Header& field) {
  return equal_ignoring_case(field.name, "Host") ||
         equal_ignoring_case(field.name, "Content-Length") ||
         equal_ignoring_case(field.name, "Accept-Encoding") ||
         equal_ignoring_case(field.name, "Expect");
}

// The address as the service itself writes it.
std::string plain_base_url(const std::string& text) {
  std::string_view problem;
  const auto url = parse_web_url(text, problem);
  if (!url) {
    throw ConfigError("upstream " + json_quote(shown_url(text)) +
                      " cannot be used: " + std::string(problem));
  }
  std::string target = url->target;
  while (target.ends_with('/')) target.pop_back();
  return (url->https ? "https://" : "http://") + host_field(*url) + target;
}

// Files must not change; only JSON contains addresses.
std::string with_address(std::string body, std::string_view from, std::string_view to) {
  if (find_text(body, from) == std::string_view::npos || !is_json(body)) return body;
  return with_base_url_swapped(body, from, to);
}

}  // namespace

struct Recorder::Impl {
  explicit Impl(const RecorderOptions& options)
      : upstream(plain_base_url(options.upstream)),
        allow_paid(options.allow_paid),
        document(ContractDocument::builtin()),
        redaction(document),
        client({.base_url = upstream, .ca_file = options.ca_file}),
        file(options.out, {.upstream = upstream, .recorded = wall_clock()->now()}),
        engine(start_engine(options)),
        base_url(http_url(options.host, engine->port())) {}

  std::unique_ptr<transport::Engine> start_engine(const RecorderOptions& options) {
    try {
      return transport::start_httplib_engine(
          {.host = options.host, .port = options.port, .max_body_bytes = kMaxRequestBody},
          [this](const Request& request) { return answer(request); });
    } catch (const ConfigError&) {
      // Nothing was recorded; the next try needs the name.
      std::error_code ignored;
      std::filesystem::remove(options.out, ignored);
      throw;
    }
  }

  Response answer(const Request& request) {
    try {
      if (!allow_paid) {
        if (const auto reason = reason_for_cost(document, request)) return refuse(request, *reason);
      }
      return forward(request);
    } catch (const transport::NoAnswer& problem) {
      ++unanswered;
      return failure(
          {.http = 502, .code = 502, .message = upstream + " did not answer: " + problem.what()},
          request.method);
    } catch (const std::exception& problem) {
      return failure(
          {.http = 500, .code = 500, .message = std::string("recorder: ") + problem.what()},
          request.method);
    }
  }

  Response refuse(const Request& request, const std::string& reason) {
    ++refused;
    return failure({.http = 403,
                    .code = 403,
                    .message = "this may cost money and was not sent: " + reason +
                               "; start the recorder with --allow-paid to forward it"},
                   request.method);
  }

  Response forward(const Request& request) {
    std::string client_base;
    append_base_url(client_base, request);
    RecordedExchange exchange{.at = wall_clock()->now(), .request = request};
    if (const Operation* found = document.find(request.method, path_of(request.target))) {
      exchange.operation = found->id;
    }
    Request sent{.method = request.method,
                 .target = with_base_url_swapped(request.target, client_base, upstream),
                 .headers = {},
                 .body = with_address(request.body, client_base, upstream)};
    const HopByHop hop_by_hop(request.headers);
    for (const Header& field : request.headers) {
      if (!hop_by_hop.has(field) && !is_replaced(field)) {
        sent.headers.add(field.name, field.value);
      }
    }
    const auto began = steady_clock::now();
    exchange.response = client.exchange(sent);
    exchange.took = steady_clock::now() - began;

    Response answer = for_client(exchange.response, client_base);
    RecordedExchange written = redaction.redacted(std::move(exchange));
    forget_base_url(written, upstream);
    forget_base_url(written, client_base);
    file.write(written);
    return answer;
  }

  Response for_client(const Response& response, const std::string& client_base) const {
    Response answer{.status = response.status,
                    .headers = {},
                    .body = with_address(response.body, upstream, client_base)};
    const HopByHop hop_by_hop(response.headers);
    for (const Header& field : response.headers) {
      if (hop_by_hop.has(field)) continue;
      answer.headers.add(field.name, with_base_url_swapped(field.value, upstream, client_base));
    }
    return answer;
  }

  const std::string upstream;
  const bool allow_paid;
  const ContractDocument& document;
  Redaction redaction;
  transport::HttpClient client;
  TranscriptFile file;
  std::atomic<std::size_t> refused = 0;
  std::atomic<std::size_t> unanswered = 0;
  // Last: its threads use the others until it has stopped.
  const std::unique_ptr<transport::Engine> engine;
  const std::string base_url;
};

Recorder::Recorder(const RecorderOptions& options) : impl_(std::make_unique<Impl>(options)) {}

Recorder::~Recorder() {
  stop();
}

const std::string& Recorder::base_url() const {
  return impl_->base_url;
}

int Recorder::port() const {
  return impl_->engine->port();
}

RecorderSummary Recorder::summary() const {
  return {
      .exchanges = impl_->file.count(), .refused = impl_->refused, .unanswered = impl_->unanswered};
}

void Recorder::stop() {
  // The engine waits for its handlers, and they for the service.
  impl_->client.cancel();
  impl_->engine->stop();
}

}  // namespace wavespeed_mock
