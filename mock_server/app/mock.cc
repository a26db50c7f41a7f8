#include "wavespeed_mock/mock.h"

#include <exception>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "api/envelope.h"
#include "api/webhook_delivery.h"
#include "api/webhook_secret.h"
#include "app/mock_impl.h"
#include "app/request_pipeline.h"
#include "app/route_table.h"
#include "records/api_key.h"

namespace wavespeed_mock {

Mock::Parts::Parts(const Options& options) : core(options), router(routes()) {}

StoredAccount& Mock::Parts::account_of(std::string_view key) {
  StoredAccount* account = nullptr;
  if (is_well_formed_key(key)) {
    account = core.accounts().find_or_open(key, core.clock().now()).account;
  }
  if (account == nullptr) throw std::invalid_argument("no request could use this key");
  return *account;
}

Mock::Mock(const Options& options) : parts_(std::make_unique<Parts>(options)) {}

Mock::~Mock() = default;

Clock& Mock::clock() const {
  return parts_->core.clock();
}

std::vector<WebhookRequest> Mock::take_due_webhooks(std::size_t most) {
  return wavespeed_mock::take_due_webhooks(parts_->core.services(), clock().now(), most);
}

void Mock::complete_webhook(std::uint64_t id, const WebhookAnswer& answer) {
  wavespeed_mock::complete_webhook(parts_->core.services(), clock().now(), id, answer);
}

void Mock::complete_webhook(std::uint64_t id, int status) {
  complete_webhook(id, WebhookAnswer{.status = status});
}

std::optional<Timestamp> Mock::next_webhook() const {
  return parts_->core.services().webhooks.next_due();
}

void Mock::on_webhook_enqueued(std::function<void()> queued) {
  parts_->core.services().webhooks.on_enqueued(std::move(queued));
}

std::string Mock::webhook_secret(std::string_view key) const {
  return current_webhook_secret(parts_->account_of(key), clock().now());
}

std::string Mock::rotate_webhook_secret(std::string_view key) {
  return rotated_webhook_secret(parts_->account_of(key), clock().now());
}

Response Mock::handle(const Request& request) {
  try {
    return RequestPipeline(parts_->core, parts_->router, request).answer();
  } catch (const std::exception& problem) {
    // Nothing that a client sends should come here; out of memory may.
    return failure(
        {.http = 500, .code = 500, .message = std::string("wavespeed-mock: ") + problem.what()},
        request.method);
  }
}

}  // namespace wavespeed_mock
