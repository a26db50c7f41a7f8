#include "app/request_pipeline.h"

#include <memory>
#include <string>
#include <utility>
#include <variant>

#include "api/authentication.h"
#include "api/base_url.h"
#include "api/envelope.h"
#include "api/json_body.h"
#include "api/model_list.h"
#include "app/request_metric_rows.h"
#include "base/http/field_bytes.h"
#include "base/http/path_pattern.h"
#include "base/http/percent_encoding.h"
#include "base/text/quoting.h"
#include "domain/faults/kinds/fault.h"
#include "domain/journal/journal.h"
#include "records/request_id.h"

namespace wavespeed_mock {
namespace {

Response response_of(Outcome<Response>&& answer, const Request& request) {
  return answer ? *std::move(answer) : failure(answer.error(), request.method);
}

Response without_wait(Answer answer) {
  if (auto* const response = std::get_if<Response>(&answer)) return std::move(*response);
  return *std::get<std::shared_ptr<PendingAnswer>>(answer)->look(true);
}

// The account that an id in a path belongs to; null when nothing has that id.
StoredAccount* task_owner(const Store& store, PredictionId id) {
  const auto task = store.find_prediction(id);
  return task == nullptr ? nullptr : store.find_account(task->account);
}

StoredAccount* upload_owner(const Store& store, UploadId id) {
  const auto upload = store.find_upload(id);
  return upload == nullptr ? nullptr : store.find_account(upload->account);
}

}  // namespace

RequestPipeline::RequestPipeline(MockCore& core, const Router& router, const Request& request)
    : core_(core),
      router_(router),
      request_(request),
      now_(core.clock().now()),
      path_(path_of(request.target)),
      match_(router.match(request.method, path_)),
      decoded_path_(path_),
      account_(&core.store().anonymous()),
      trace_{.route = match_.route == nullptr ? std::string_view() : match_.route->name} {
  if (path_.find('%') != std::string_view::npos) decode_path();
}

// After the route was found, so that "%2F" separates no segments of a fixed path. This is the only
// place where the values of a path are decoded.
void RequestPipeline::decode_path() {
  has_wrong_escape_ = !percent_decoded(path_);
  decoded_path_ = decoded_if_valid(path_, rooms_[0]);
  for (std::size_t i = 0; i < match_.values.size(); ++i) {
    match_.values[i] = decoded_if_valid(match_.values[i], rooms_[i + 1]);
  }
}

Answer RequestPipeline::answer_or_pending() {
  if (match_.route != nullptr && match_.route->can_wait()) return answer_of_waiting_endpoint();
  return answer();
}

Response RequestPipeline::answer() {
  switch (match_.route == nullptr ? side_of_unknown(path_) : match_.route->side()) {
    case Side::control_plane:
      return answer_from_control_plane();
    case Side::pages:
      return answer_from_pages();
    case Side::service:
      break;
  }
  return answer_from_service();
}

Answer RequestPipeline::answer_of_waiting_endpoint() {
  auto refusal = core_.control_access().refusal(request_);
  if (!refusal) refusal = find_account();
  if (refusal) return failure(*refusal, request_.method);
  auto answer = std::get<WaitingHandler>(match_.route->handler)(core_.control(), call());
  if (!answer) return failure(answer.error(), request_.method);
  return *std::move(answer);
}

Response RequestPipeline::answer_from_control_plane() {
  if (match_.route != nullptr && match_.route->can_wait()) {
    return without_wait(answer_of_waiting_endpoint());
  }
  if (auto refusal = core_.control_access().refusal(request_)) {
    return failure(*refusal, request_.method);
  }
  return answer_from_pages();
}

Response RequestPipeline::answer_from_pages() {
  if (auto refusal = find_account()) return failure(*refusal, request_.method);
  return response_of(ask_endpoint(), request_);
}

Response RequestPipeline::answer_from_service() {
  Outcome<Response> answer = core_.replay() == nullptr ? ask_service() : ask_replay();
  if (!answer) {
    trace_.why = answer.error().reason;
    core_.request_metrics().count_refusal(answer.error());
  }
  Response response = response_of(std::move(answer), request_);
  if (!faults_.empty()) apply_faults(response);
  if (core_.client_contract() != nullptr) check_contract(response);
  record(response);
  if (match_.route != nullptr && match_.route->name == "models") {
    compress_models(core_.api(), request_, response);
  }
  return response;
}

Outcome<Response> RequestPipeline::ask_service() {
  auto refusal = find_account();
  if (auto wrong_marker = decide_faults()) refusal = std::move(wrong_marker);
  // The endpoint is never asked: apply_faults() writes the whole answer.
  if (faults_.before_commit) return Response();
  if (refusal) return *std::move(refusal);
  return ask_endpoint();
}

Outcome<Response> RequestPipeline::ask_replay() {
  std::string base_url;
  append_base_url(base_url, request_);
  auto answer = core_.replay()->answer(request_, base_url);
  if (auto wrong_marker = decide_faults()) return *std::move(wrong_marker);
  if (faults_.before_commit) return Response();
  if (answer && !core_.waits_as_recorded()) answer->delivery.delay = Duration::zero();
  return answer;
}

// A refused request belongs to the account of its key too, where the mock knows that key.
std::optional<ApiError> RequestPipeline::find_account() {
  StoredAccount* found = nullptr;
  std::optional<ApiError> refusal;
  if (match_.route == nullptr) {
    found = known_account(request_, core_.store());
    refusal = no_route();
  } else {
    switch (match_.route->owner) {
      case Owner::key: {
        auto owner = authenticate(request_, core_.accounts(), now_, match_.route->key_error);
        if (owner) {
          found = owner->account;
          key_ = owner->key;
        } else {
          found = known_account(request_, core_.store());
          refusal = std::move(owner.error());
        }
        break;
      }
      case Owner::task_in_path:
        if (const auto id = parse_prediction_id(match_.values[0])) {
          found = task_owner(core_.store(), *id);
        }
        break;
      case Owner::upload_in_path:
        if (const auto id = parse_prediction_id(match_.values[0])) {
          found = upload_owner(core_.store(), *id);
        }
        break;
      case Owner::none:
        break;
    }
  }
  if (found != nullptr) account_ = found;
  return refusal;
}

ApiError RequestPipeline::no_route() const {
  return router_.no_route(request_.method, path_, [&](std::string_view model_id) {
    std::string room;
    return core_.catalogue().find(decoded_if_valid(model_id, room)) != nullptr;
  });
}

// An error where a marker in the prompt asks for a fault that does not exist.
std::optional<ApiError> RequestPipeline::decide_faults() {
  FaultRules& rules = core_.fault_rules();
  FaultQuestion question{.request = request_,
                         .route = trace_.route,
                         .path = decoded_path_,
                         .model = trace_.route == "submit" ? match_.values[0] : std::string_view(),
                         .account = *account_,
                         .now = now_,
                         .known_key = is_known()};
  if (!rules.may_concern(question)) return std::nullopt;
  if (question.model.empty()) {
    if (const auto task = task_in_path()) question.model = task->model->id;
  }
  auto plan = rules.decide(question, trace_);
  if (!plan) return std::move(plan.error());
  faults_ = *std::move(plan);
  return std::nullopt;
}

std::shared_ptr<const Prediction> RequestPipeline::task_in_path() const {
  if (trace_.route != "result" && trace_.route != "output") return nullptr;
  const auto id = parse_prediction_id(match_.values[0]);
  auto task = id ? core_.store().find_prediction(*id) : nullptr;
  return task && task->account == account_->number() ? task : nullptr;
}

Outcome<Response> RequestPipeline::ask_endpoint() {
  if (has_wrong_escape_ && trace_.route == "submit") {
    return bad_request("invalid path \"" + shortened(path_) +
                       "\": a \"%\" must come before two hex digits");
  }
  const Handler& handler = match_.route->handler;
  auto answer = [&] {
    if (const auto* api = std::get_if<ApiHandler>(&handler)) return (*api)(core_.api(), call());
    if (const auto* control = std::get_if<ControlHandler>(&handler)) {
      return (*control)(core_.control(), call());
    }
    return std::get<PageHandler>(handler)(call());
  }();
  if (!answer && answer.error().http == 404) {
    answer.error().message += router_.nearest_endpoint(match_, path_);
  }
  return answer;
}

void RequestPipeline::apply_faults(Response& response) const {
  AnswerFault answer{response, request_, failure};
  std::string types;
  for (const FiredFault& fired : faults_.fired) {
    types += (types.empty() ? "" : ", ") + std::string(fired.fault->type());
    core_.request_metrics().count_fault(fired.fault->type());
    fired.fault->on_answer(answer, {account_->account().draws, fired.ordinal, now_});
  }
  response.headers.add("X-Mock-Fault", faults_.rules);
  response.headers.add("X-Mock-Fault-Type", std::move(types));
}

void RequestPipeline::check_contract(Response& response) const {
  const std::string_view name = account_->account().name;  // "" of the anonymous account
  const std::string problem = core_.client_contract()->observe(request_, name, now_);
  if (!problem.empty()) response.headers.add("X-Mock-Violation", ascii_field_value(problem));
}

void RequestPipeline::record(Response& response) {
  const std::uint64_t number = account_->next_request();
  response.delivery.delay += core_.api_delay(*account_, number);
  core_.request_metrics().count(request_metric_row(match_.route, request_.method), response.status,
                                response.delivery.delay);
  response.headers.add("X-Mock-Request", request_id(account_->account().tag, number));
  name_task();
  core_.journal().add(*account_,
                      {.number = number,
                       .time = now_,
                       .request = request_,
                       .response = response,
                       .known_key = known_key()},
                      std::move(trace_));
}

std::string_view RequestPipeline::known_key() const {
  // The account of a path need not be that of the key.
  const bool is_owner_of_key = match_.route == nullptr || match_.route->owner == Owner::key;
  const bool is_known_key =
      is_owner_of_key ? is_known() : known_account(request_, core_.store()) != nullptr;
  return is_known_key ? key_text_of(request_) : std::string_view();
}

// Names the task or the model of the path when the endpoint was not reached.
void RequestPipeline::name_task() {
  if (!trace_.prediction && (trace_.route == "result" || trace_.route == "output")) {
    trace_.prediction = parse_prediction_id(match_.values[0]);
  }
  if (trace_.model.empty() && trace_.route == "submit") {
    const Model* const model = core_.catalogue().find(match_.values[0]);
    if (model != nullptr) trace_.model = model->id;
  }
}

}  // namespace wavespeed_mock
