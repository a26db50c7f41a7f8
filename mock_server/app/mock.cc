#include "wavespeed_mock/mock.h"

#include <chrono>
#include <condition_variable>
#include <exception>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "api/envelope.h"
#include "api/webhook_delivery.h"
#include "api/webhook_secret.h"
#include "app/mock_impl.h"
#include "app/request_pipeline.h"
#include "app/route_table.h"
#include "records/api_key.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock {

namespace {

const Router& shared_router() {
  static const Router router(routes());
  return router;
}

void check_key(std::string_view key) {
  if (is_well_formed_key(key)) return;
  throw Error(ErrorCode::invalid_argument,
              "invalid API key: must be 1 to 512 visible ASCII characters without spaces");
}

Error unknown_key() {
  return {ErrorCode::invalid_argument,
          "unknown API key: auth is strict and no account has this key"};
}

// Nothing that a client sends should lead here; out of memory may.
Response internal_error(const std::exception& problem, const Request& request) {
  return failure(
      {.http = 500, .code = 500, .message = std::string("wavespeed-mock: ") + problem.what()},
      request.method);
}

Response wait_for(PendingAnswer& pending) {
  std::mutex mutex;
  std::condition_variable changes;
  bool changed = false;
  const auto listening = pending.on_change([&] {
    const std::lock_guard lock(mutex);
    changed = true;
    changes.notify_one();
  });
  const auto until = std::chrono::steady_clock::now() + pending.patience();
  for (;;) {
    if (auto response = pending.look(false)) return *std::move(response);
    std::unique_lock lock(mutex);
    if (!changes.wait_until(lock, until, [&] { return changed; })) break;
    changed = false;
  }
  return *pending.look(true);
}

}  // namespace

Mock::Impl::Impl(const Options& options) : core(options), router(shared_router()) {}

StoredAccount& Mock::Impl::account_of(std::string_view key) {
  check_key(key);
  StoredAccount* const account = core.accounts().find_or_open(key, core.clock().now()).account;
  if (account == nullptr) throw unknown_key();
  return *account;
}

StoredAccount* Mock::Impl::scope_of(std::string_view key) {
  return key.empty() ? nullptr : &account_of(key);
}

std::optional<StoredAccount*> Mock::Impl::known_scope(std::string_view key) const {
  if (key.empty()) return nullptr;
  check_key(key);
  StoredAccount* const account = core.store().find_account(key);
  return account == nullptr ? std::nullopt : std::optional(account);
}

Mock::Mock(const Options& options) : impl_(std::make_unique<Impl>(options)) {}

Mock::~Mock() = default;

Clock& Mock::clock() const {
  return impl_->core.clock();
}

std::vector<WebhookRequest> Mock::take_due_webhooks(std::size_t max) {
  return wavespeed_mock::take_due_webhooks(impl_->core.api(), clock().now(), max);
}

void Mock::complete_webhook(std::uint64_t id, const WebhookAnswer& answer) {
  wavespeed_mock::complete_webhook(impl_->core.api(), clock().now(), id, answer);
}

void Mock::complete_webhook(std::uint64_t id, int status) {
  complete_webhook(id, WebhookAnswer{.status = status});
}

std::optional<Timestamp> Mock::next_webhook() const {
  return impl_->core.api().webhooks.next_due();
}

std::shared_ptr<void> Mock::on_webhook_enqueued(std::function<void()> enqueued) {
  return impl_->core.api().webhooks.on_enqueued(std::move(enqueued));
}

std::vector<LoadedCatalogue> Mock::catalogue_files() const {
  return impl_->core.fixtures().catalogue_files();
}

std::string Mock::webhook_secret(std::string_view key) const {
  check_key(key);
  StoredAccount* const account = impl_->core.store().find_account(key);
  if (account != nullptr) return current_webhook_secret(*account, clock().now());
  const auto draws = impl_->core.accounts().draws_of_new(key);
  if (!draws) throw unknown_key();
  return first_webhook_secret(*draws);
}

std::string Mock::rotate_webhook_secret(std::string_view key) {
  return rotated_webhook_secret(impl_->account_of(key), clock().now());
}

Answer Mock::Impl::answer(const Request& request) {
  try {
    return RequestPipeline(core, router, request).answer_or_pending();
  } catch (const std::exception& problem) {
    return internal_error(problem, request);
  }
}

Response Mock::handle(const Request& request) {
  try {
    return RequestPipeline(impl_->core, impl_->router, request).answer();
  } catch (const std::exception& problem) {
    return internal_error(problem, request);
  }
}

Response Mock::handle_and_wait(const Request& request) {
  Answer answer = impl_->answer(request);
  if (auto* const response = std::get_if<Response>(&answer)) return std::move(*response);
  return wait_for(*std::get<std::shared_ptr<PendingAnswer>>(answer));
}

}  // namespace wavespeed_mock
