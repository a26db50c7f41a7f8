#include "app/exchange.h"

#include <string>
#include <utility>

#include "api/access.h"
#include "api/base_url.h"
#include "api/envelope.h"
#include "app/traffic_rows.h"
#include "base/json_text.h"
#include "base/path_pattern.h"
#include "domain/faults/fault.h"

namespace wavespeed_mock {
namespace {

// What belongs to the mock itself and not to the service that it stands for: no fault happens to
// it, no transcript answers it, and the journal is silent about it.
bool is_of_the_mock(std::string_view path) {
  return path.starts_with("/__mock/") || path == "/docs" || path.starts_with("/docs/") ||
         path == "/openapi.json";
}

// "5f3a09c2-17"
std::string request_id(const Account& account, std::uint64_t number) {
  std::string id = account.tag;
  id += '-';
  append_json_number(id, static_cast<std::int64_t>(number));
  return id;
}

}  // namespace

Exchange::Exchange(World& world, const Router& router, const Request& request)
    : world_(world),
      router_(router),
      request_(request),
      now_(world.clock().now()),
      path_(path_of(request.target)) {}

Response Exchange::answer() {
  match_ = router_.match(request_.method, path_);
  if (is_of_the_mock(path_)) return answer_of_mock();
  Response response = answer_of_service();
  if (world_.client_contract() != nullptr) hold_against_contract(response);
  note(response);
  return response;
}

Response Exchange::answer_of_mock() {
  auto answer = find_account();
  if (answer) answer = ask_endpoint();
  return answer ? *std::move(answer) : failure(answer.error(), request_.method);
}

Response Exchange::answer_of_service() {
  Outcome<Response> answer = world_.replay() != nullptr ? replayed() : find_account();
  decide_faults();
  if (faults_.before_commit) {
    answer = Response{};
  } else if (answer && world_.replay() == nullptr) {
    answer = ask_endpoint();
  }
  if (!answer) {
    trace_.why = answer.error().reason;
    world_.traffic().count_refusal(answer.error());
  }
  Response response = answer ? *std::move(answer) : failure(answer.error(), request_.method);
  if (!faults_.empty()) spoil(response);
  return response;
}

Outcome<Response> Exchange::replayed() const {
  std::string base_url;
  append_base_url(base_url, request_);
  auto answer = world_.replay()->answer(request_, base_url);
  if (answer && !world_.waits_as_recorded()) answer->delivery.delay = Duration::zero();
  return answer;
}

// An error, or an answer that says nothing yet.
Outcome<Response> Exchange::find_account() {
  if (match_.route == nullptr) {
    return router_.no_route(request_.method, path_, [&](std::string_view model_id) {
      return world_.services().catalogue.find(model_id) != nullptr;
    });
  }
  trace_.route = match_.route->name;
  if (match_.route->key_error.empty()) {
    account_ = world_.owner_of(match_.values[0]);
  } else {
    const auto known = authenticate(request_, world_.accounts(), now_, match_.route->key_error);
    if (!known) return known.error();
    account_ = *known;
  }
  return Response{};
}

void Exchange::decide_faults() {
  AccountCell& account = account_ == nullptr ? world_.nobody() : *account_;
  FaultRules& rules = world_.fault_rules();
  if (!rules.may_concern(account)) return;
  const bool submits = trace_.route == "submit";
  faults_ = rules.decide({.request = request_,
                          .route = trace_.route,
                          .path = path_,
                          .model = submits ? match_.values[0] : std::string_view(),
                          .account = account,
                          .now = now_},
                         trace_);
}

Outcome<Response> Exchange::ask_endpoint() {
  auto answer = match_.route->handler(world_.services(),
                                      {request_, now_, match_.values, account_, faults_, trace_});
  if (!answer && answer.error().http == 404) {
    answer.error().message += router_.nearest_endpoint(match_, path_);
  }
  return answer;
}

void Exchange::spoil(Response& response) const {
  const AccountCell& account = account_ == nullptr ? world_.nobody() : *account_;
  for (const FiredFault& fired : faults_.fired) {
    world_.traffic().count_fault(fired.fault->type());
    fired.fault->on_answer(response, request_, {account.account().draws, fired.ordinal});
  }
  response.headers.add("X-Mock-Fault", faults_.rules);
}

void Exchange::hold_against_contract(Response& response) const {
  // Not by "?:", which would make a copy of the name and leave a view of that.
  std::string_view name;
  if (account_ != nullptr) name = account_->account().name;
  std::string problem = world_.client_contract()->observe(request_, name, now_);
  if (!problem.empty()) response.headers.add("X-Mock-Violation", std::move(problem));
}

void Exchange::note(Response& response) {
  AccountCell& account = account_ == nullptr ? world_.nobody() : *account_;
  const std::uint64_t number = account.next_request();
  response.delivery.delay += world_.api_delay(account, number);
  world_.traffic().count(traffic_row(match_.route, request_.method), response.status,
                         response.delivery.delay);
  response.headers.add("X-Mock-Request", request_id(account.account(), number));
}

}  // namespace wavespeed_mock
