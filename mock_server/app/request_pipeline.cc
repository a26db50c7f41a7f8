#include "app/request_pipeline.h"

#include <string>
#include <utility>

#include "api/access.h"
#include "api/base_url.h"
#include "api/envelope.h"
#include "app/request_metric_rows.h"
#include "base/http/path_pattern.h"
#include "domain/faults/kinds/fault.h"
#include "domain/journal/journal.h"
#include "records/request_id.h"

namespace wavespeed_mock {
namespace {

// What belongs to the mock itself and not to the service that it stands for: no fault happens to
// it, no transcript answers it, and the journal is silent about it.
bool is_of_the_mock(std::string_view path) {
  return path.starts_with("/__mock/") || path == "/docs" || path.starts_with("/docs/") ||
         path == "/openapi.json";
}

}  // namespace

RequestPipeline::RequestPipeline(MockCore& core, const Router& router, const Request& request)
    : core_(core),
      router_(router),
      request_(request),
      now_(core.clock().now()),
      path_(path_of(request.target)) {}

Response RequestPipeline::answer() {
  match_ = router_.match(request_.method, path_);
  if (match_.route != nullptr) trace_.route = match_.route->name;
  if (is_of_the_mock(path_)) return answer_of_mock();
  Response response = answer_of_service();
  if (core_.client_contract() != nullptr) check_contract(response);
  note(response);
  return response;
}

Response RequestPipeline::answer_of_mock() {
  if (path_.starts_with("/__mock/")) {
    if (auto refusal = core_.control_access().refusal(request_)) {
      return failure(*refusal, request_.method);
    }
  }
  auto answer = find_account();
  if (answer) answer = ask_endpoint();
  return answer ? *std::move(answer) : failure(answer.error(), request_.method);
}

Response RequestPipeline::answer_of_service() {
  Outcome<Response> answer = core_.replay() != nullptr ? replayed() : find_account();
  if (auto refusal = decide_faults()) answer = *std::move(refusal);
  if (faults_.before_commit) {
    answer = Response{};
  } else if (answer && core_.replay() == nullptr) {
    answer = ask_endpoint();
  }
  if (!answer) {
    trace_.why = answer.error().reason;
    core_.request_metrics().count_refusal(answer.error());
  }
  Response response = answer ? *std::move(answer) : failure(answer.error(), request_.method);
  if (!faults_.empty()) apply_faults(response);
  return response;
}

Outcome<Response> RequestPipeline::replayed() const {
  std::string base_url;
  append_base_url(base_url, request_);
  auto answer = core_.replay()->answer(request_, base_url);
  if (answer && !core_.waits_as_recorded()) answer->delivery.delay = Duration::zero();
  return answer;
}

// An error, or an answer that says nothing yet. Also of an error it finds the account where the
// mock knows the key: it is that account's request, whatever is wrong with it.
Outcome<Response> RequestPipeline::find_account() {
  if (match_.route == nullptr) {
    account_ = known_account(request_, core_.services().store);
    return router_.no_route(request_.method, path_, [&](std::string_view model_id) {
      return core_.services().catalogue.find(model_id) != nullptr;
    });
  }
  if (match_.route->key_error.empty()) {
    account_ = core_.owner_of(match_.values[0]);
  } else {
    const auto known = authenticate(request_, core_.accounts(), now_, match_.route->key_error);
    account_ = known ? known->account : known_account(request_, core_.services().store);
    if (!known) return known.error();
    key_ = known->key;
  }
  return Response{};
}

// An error where the prompt asks for faults that there are not.
std::optional<ApiError> RequestPipeline::decide_faults() {
  StoredAccount& account = account_ == nullptr ? core_.nobody() : *account_;
  FaultRules& rules = core_.fault_rules();
  FaultQuestion question{.request = request_,
                         .route = trace_.route,
                         .path = path_,
                         .model = trace_.route == "submit" ? match_.values[0] : std::string_view(),
                         .account = account,
                         .now = now_,
                         .known_key = account_ != nullptr};
  if (!rules.may_concern(question)) return std::nullopt;
  if (question.model.empty()) question.model = model_of_task();
  auto plan = rules.decide(question, trace_);
  if (!plan) return std::move(plan.error());
  faults_ = *std::move(plan);
  return std::nullopt;
}

std::string_view RequestPipeline::model_of_task() const {
  if (account_ == nullptr || (trace_.route != "result" && trace_.route != "output")) return "";
  const auto id = parse_prediction_id(match_.values[0]);
  if (!id) return "";
  const auto task = core_.services().store.find_prediction(*id);
  return task && task->account == account_->number() ? std::string_view(task->model->id) : "";
}

Outcome<Response> RequestPipeline::ask_endpoint() {
  auto answer = match_.route->handler(
      core_.services(), {request_, now_, match_.values, account_, key_, faults_, trace_});
  if (!answer && answer.error().http == 404) {
    answer.error().message += router_.nearest_endpoint(match_, path_);
  }
  return answer;
}

void RequestPipeline::apply_faults(Response& response) const {
  const StoredAccount& account = account_ == nullptr ? core_.nobody() : *account_;
  AnswerFault answer{response, request_, failure};
  for (const FiredFault& fired : faults_.fired) {
    core_.request_metrics().count_fault(fired.fault->type());
    fired.fault->on_answer(answer, {account.account().draws, fired.ordinal, now_});
  }
  response.headers.add("X-Mock-Fault", faults_.rules);
}

void RequestPipeline::check_contract(Response& response) const {
  // Not by "?:", which would make a copy of the name and leave a view of that.
  std::string_view name;
  if (account_ != nullptr) name = account_->account().name;
  std::string problem = core_.client_contract()->observe(request_, name, now_);
  if (!problem.empty()) response.headers.add("X-Mock-Violation", std::move(problem));
}

void RequestPipeline::note(Response& response) {
  StoredAccount& account = account_ == nullptr ? core_.nobody() : *account_;
  const std::uint64_t number = account.next_request();
  response.delivery.delay += core_.api_delay(account, number);
  core_.request_metrics().count(request_metric_row(match_.route, request_.method), response.status,
                                response.delivery.delay);
  response.headers.add("X-Mock-Request", request_id(account.account().tag, number));
  name_task();
  core_.journal().add(account,
                      {.number = number,
                       .time = now_,
                       .request = request_,
                       .response = response,
                       .trace = trace_,
                       .secret = account_ == nullptr ? said_key(request_) : std::string_view()});
}

// The task that the path names, where the endpoint did not come so far as to say it.
void RequestPipeline::name_task() {
  if (!trace_.prediction && (trace_.route == "result" || trace_.route == "output")) {
    trace_.prediction = parse_prediction_id(match_.values[0]);
  }
  if (trace_.model.empty() && trace_.route == "submit") {
    const Model* const model = core_.services().catalogue.find(match_.values[0]);
    if (model != nullptr) trace_.model = model->id;
  }
}

}  // namespace wavespeed_mock
