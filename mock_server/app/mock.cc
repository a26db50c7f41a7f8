// The pipeline: a request walks from its route over the key check to its endpoint, one way.
#include "wavespeed_mock/mock.h"

#include <exception>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "api/access.h"
#include "api/call.h"
#include "api/envelope.h"
#include "api/services.h"
#include "app/route_table.h"
#include "app/router.h"
#include "app/world.h"

namespace wavespeed_mock {
namespace {

std::string_view path_of(std::string_view target) {
  return target.substr(0, target.find('?'));
}

}  // namespace

struct Mock::Parts {
  explicit Parts(const Options& options) : world(options), router(routes()) {}

  Outcome<Response> answer(const Request& request, AccountCell*& account) {
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

  World world;
  Router router;
};

Mock::Mock(const Options& options) : parts_(std::make_unique<Parts>(options)) {}

Mock::~Mock() = default;

Clock& Mock::clock() const {
  return parts_->world.clock();
}

Response Mock::handle(const Request& request) {
  try {
    AccountCell* account = nullptr;
    auto answer = parts_->answer(request, account);
    Response response = answer ? *std::move(answer) : failure(answer.error(), request.method);
    response.delivery.delay += parts_->world.api_delay(account);
    return response;
  } catch (const std::exception& problem) {
    // Nothing that a client sends should come here; out of memory may.
    return failure(
        {.http = 500, .code = 500, .message = std::string("wavespeed-mock: ") + problem.what()},
        request.method);
  }
}

}  // namespace wavespeed_mock
