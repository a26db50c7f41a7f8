// The way of one request through the mock: route, account, faults, endpoint, faults again, journal.
//
// Belongs to one thread.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "api/call.h"
#include "app/mock_core.h"
#include "app/router.h"
#include "base/http/pending_answer.h"

namespace wavespeed_mock {

class RequestPipeline {
 public:
  // All must outlive it.
  RequestPipeline(MockCore& core, const Router& router, const Request& request);
  RequestPipeline(const RequestPipeline&) = delete;
  RequestPipeline& operator=(const RequestPipeline&) = delete;

  // Answers at once: where the endpoint would wait, as if the wait were over.
  Response answer();
  // The same, but leaves an answer that has to wait to the caller.
  Answer answer_or_pending();

 private:
  Answer answer_of_waiting_endpoint();
  Response answer_from_control_plane();
  Response answer_from_pages();
  Response answer_from_service();

  // The steps, in their order.
  Outcome<Response> ask_service();
  Outcome<Response> ask_replay();
  std::optional<ApiError> find_account();
  std::optional<ApiError> decide_faults();
  Outcome<Response> ask_endpoint();
  void apply_faults(Response& response) const;
  void check_contract(Response& response) const;
  void record(Response& response);
  void name_task();

  void decode_path();
  ApiError no_route() const;
  bool is_known() const { return account_ != &core_.store().anonymous(); }
  // The request's key, if an account has it.
  std::string_view known_key() const;
  // The task that the path names, if it is this account's.
  std::shared_ptr<const Prediction> task_in_path() const;
  Call call() { return {request_, now_, match_.values, account_, key_, faults_, trace_}; }

  MockCore& core_;
  const Router& router_;
  const Request& request_;
  const Timestamp now_;
  const std::string_view path_;    // as it was sent
  RouteMatch match_;               // of that path; its values are decoded
  std::string_view decoded_path_;  // for conditions; as it was sent where a "%" is wrong
  bool has_wrong_escape_ = false;
  std::array<std::string, 3> rooms_;  // what the decoded texts refer to
  StoredAccount* account_;            // the anonymous one without a known key
  KeyNumber key_ = 0;                 // which of the account's
  RequestTrace trace_;
  FaultPlan faults_;
};

}  // namespace wavespeed_mock
