// The pipeline: a request walks from its route over the key check to its endpoint, one way.
#include "wavespeed_mock/mock.h"

#include <exception>
#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "api/access.h"
#include "api/base_url.h"
#include "api/call.h"
#include "api/envelope.h"
#include "api/services.h"
#include "api/webhook_delivery.h"
#include "api/webhook_secret.h"
#include "app/route_table.h"
#include "app/router.h"
#include "app/world.h"
#include "base/path_pattern.h"

namespace wavespeed_mock {

struct Mock::Parts {
  explicit Parts(const Options& options) : world(options), router(routes()) {}

  // What a transcript has no say in: what belongs to the mock itself.
  static bool is_of_the_mock(std::string_view path) {
    return path.starts_with("/__mock/") || path == "/docs" || path.starts_with("/docs/") ||
           path == "/openapi.json";
  }

  Outcome<Response> replayed(const Request& request) const {
    std::string base_url;
    append_base_url(base_url, request);
    auto answer = world.replay()->answer(request, base_url);
    if (answer && !world.waits_as_recorded()) answer->delivery.delay = Duration::zero();
    return answer;
  }

  Outcome<Response> answer(const Request& request, AccountCell*& account) {
    if (world.replay() != nullptr && !is_of_the_mock(path_of(request.target))) {
      return replayed(request);
    }
    const Timestamp now = world.clock().now();
    const std::string_view path = path_of(request.target);
    const RouteMatch match = router.match(request.method, path);
    if (match.route == nullptr) {
      return router.no_route(request.method, path, [&](std::string_view model_id) {
        return world.services().catalogue.find(model_id) != nullptr;
      });
    }
    if (!match.route->key_error.empty()) {
      const auto known = authenticate(request, world.accounts(), now, match.route->key_error);
      if (!known) return known.error();
      account = *known;
    }
    auto answer = match.route->handler(world.services(), {request, now, match.values, account});
    if (!answer && answer.error().http == 404) {
      answer.error().message += router.nearest_endpoint(match, path);
    }
    return answer;
  }

  void hold_against_contract(const Request& request, const AccountCell* account,
                             Response& response) const {
    // Not by "?:", which would make a copy of the name and leave a view of that.
    std::string_view name;
    if (account != nullptr) name = account->account().name;
    std::string problem = world.client_contract()->observe(request, name, world.clock().now());
    if (!problem.empty()) response.headers.add("X-Mock-Violation", std::move(problem));
  }

  AccountCell& account_of(std::string_view key) {
    const bool well_formed = is_well_formed_key(key);
    AccountCell* account =
        well_formed ? world.accounts().find_or_open(key, world.clock().now()) : nullptr;
    if (account == nullptr) throw std::invalid_argument("no request could use this key");
    return *account;
  }

  World world;
  Router router;
};

Mock::Mock(const Options& options) : parts_(std::make_unique<Parts>(options)) {}

Mock::~Mock() = default;

Clock& Mock::clock() const {
  return parts_->world.clock();
}

std::vector<WebhookRequest> Mock::due_webhooks(std::size_t most) {
  return wavespeed_mock::due_webhooks(parts_->world.services(), clock().now(), most);
}

void Mock::webhook_answered(std::uint64_t id, const WebhookAnswer& answer) {
  wavespeed_mock::webhook_answered(parts_->world.services(), clock().now(), id, answer);
}

void Mock::webhook_answered(std::uint64_t id, int status) {
  webhook_answered(id, WebhookAnswer{.status = status});
}

std::optional<Timestamp> Mock::next_webhook() const {
  return parts_->world.services().webhooks.next_due();
}

void Mock::on_webhook_queued(std::function<void()> queued) {
  parts_->world.services().webhooks.on_added(std::move(queued));
}

std::string Mock::webhook_secret(std::string_view key) const {
  return current_webhook_secret(parts_->account_of(key), clock().now());
}

std::string Mock::rotate_webhook_secret(std::string_view key) {
  return rotated_webhook_secret(parts_->account_of(key), clock().now());
}

ClientReport Mock::client_report() const {
  return parts_->world.client_report();
}

Response Mock::handle(const Request& request) {
  try {
    AccountCell* account = nullptr;
    auto answer = parts_->answer(request, account);
    Response response = answer ? *std::move(answer) : failure(answer.error(), request.method);
    response.delivery.delay += parts_->world.api_delay(account);
    if (parts_->world.client_contract() != nullptr)
      parts_->hold_against_contract(request, account, response);
    return response;
  } catch (const std::exception& problem) {
    // Nothing that a client sends should come here; out of memory may.
    return failure(
        {.http = 500, .code = 500, .message = std::string("wavespeed-mock: ") + problem.what()},
        request.method);
  }
}

}  // namespace wavespeed_mock
