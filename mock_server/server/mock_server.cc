#include "wavespeed_mock/mock_server.h"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <utility>
#include <variant>

#include "app/mock_impl.h"
#include "base/http/network_address.h"
#include "base/http/pending_answer.h"
#include "base/http/web_url.h"
#include "base/text/quoting.h"
#include "domain/webhooks/webhook_queue.h"
#include "server/listen_check.h"
#include "server/listen_tls.h"
#include "transport/engine.h"
#include "transport/webhooks/webhook_sender.h"

namespace wavespeed_mock {
namespace {

// What is different for a mock that clients connect to.
Options as_a_server(Options options, std::string_view host) {
  // Clients expect time to pass.
  if (options.clock == nullptr && !options.clock_mode) options.clock_mode = ClockMode::real;
  // A name of this machine may lead to other addresses than loopback.
  options.exposed =
      options.exposed.value_or(false) || (host != "localhost" && reach_of(host) != Reach::loopback);
  return options;
}

transport::WebhookSource webhooks_of(Mock& mock) {
  return {.next_due = [&mock] { return mock.next_webhook(); },
          .take_due = [&mock](std::size_t max) { return mock.take_due_webhooks(max); },
          .complete = [&mock](std::uint64_t id,
                              const WebhookAnswer& answer) { mock.complete_webhook(id, answer); }};
}

transport::WebhookLimits limits_of(const Options& options) {
  return {.answer = options.webhook_timeout, .allow_private = options.webhook_private};
}

using OnExchange = std::function<void(const Request&, const Response&)>;

// A pending answer that is reported when it is complete.
class ReportedAnswer final : public PendingAnswer {
 public:
  ReportedAnswer(std::shared_ptr<PendingAnswer> answer, Request request, OnExchange report)
      : answer_(std::move(answer)), request_(std::move(request)), report_(std::move(report)) {}

  Duration patience() const override { return answer_->patience(); }
  std::optional<Response> look(bool last) override {
    auto response = answer_->look(last);
    if (response) report_(request_, *response);
    return response;
  }
  std::shared_ptr<void> on_change(std::function<void()> changed) override {
    return answer_->on_change(std::move(changed));
  }

 private:
  const std::shared_ptr<PendingAnswer> answer_;
  const Request request_;
  const OnExchange report_;
};

}  // namespace

using StartEngine = std::unique_ptr<transport::Engine> (*)(const transport::EngineOptions&,
                                                           transport::Handler);

// For an engine that check_engine() accepts.
StartEngine start_of([[maybe_unused]] ServerEngine engine) {
#ifdef WAVESPEED_MOCK_EVENT_ENGINE
  if (engine != ServerEngine::httplib) return transport::start_event_engine;
#endif
  return transport::start_httplib_engine;
}

// A form has headers and other fields around the file.
std::size_t max_body_bytes(const Options& options) {
  constexpr std::uint64_t kAroundFile = 1'048'576;
  return std::max<std::uint64_t>(transport::EngineOptions().max_body_bytes,
                                 options.max_upload_bytes + kAroundFile);
}

// In this order: the engine's threads use the others until it has stopped.
struct MockServer::Impl {
  Impl(Options options, const ListenOptions& listen)
      : max_body(max_body_bytes(options)),
        webhook_limits(limits_of(options)),
        mock(as_a_server(std::move(options), listen.host)),
        webhooks(mock.clock(), webhooks_of(mock), webhook_limits),
        wakes_sender(mock.on_webhook_enqueued([this] { webhooks.notify(); })),
        on_exchange(listen.on_exchange),
        tls(make_tls(listen)),
        engine(start_engine(listen)),
        base_url(http_url(listen.host, engine->port(), tls != nullptr)) {}

  std::unique_ptr<transport::Engine> start_engine(const ListenOptions& listen) {
    return start_of(listen.engine)({.host = listen.host,
                                    .port = listen.port,
                                    .max_body_bytes = max_body,
                                    .threads = listen.threads,
                                    .clock = &mock.clock(),
                                    .tls = tls.get()},
                                   [this](const Request& request) { return answer(request); });
  }

  Answer answer(const Request& request) {
    Answer answer = mock.impl_->answer(request);
    if (!on_exchange) return answer;
    if (const auto* const response = std::get_if<Response>(&answer)) {
      on_exchange(request, *response);
    } else {
      auto& pending = std::get<std::shared_ptr<PendingAnswer>>(answer);
      pending = std::make_shared<ReportedAnswer>(std::move(pending), request, on_exchange);
    }
    return answer;
  }

  const std::size_t max_body;
  const transport::WebhookLimits webhook_limits;
  Mock mock;
  transport::WebhookSender webhooks;
  const std::shared_ptr<void> wakes_sender;
  const OnExchange on_exchange;
  const std::unique_ptr<transport::TlsContext> tls;
  const std::unique_ptr<transport::Engine> engine;
  const std::string base_url;
};

MockServer::MockServer(Options options, const ListenOptions& listen) {
  check_engine(listen);  // before a certificate is written
  impl_ = std::make_unique<Impl>(std::move(options), listen);
}

MockServer::~MockServer() = default;

const std::string& MockServer::base_url() const {
  return impl_->base_url;
}

int MockServer::port() const {
  return impl_->engine->port();
}

Mock& MockServer::mock() {
  return impl_->mock;
}

void MockServer::stop() {
  impl_->engine->stop();
  impl_->webhooks.stop();
}

}  // namespace wavespeed_mock
