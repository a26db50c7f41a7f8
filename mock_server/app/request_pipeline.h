// One request on its way through the mock: from its route over the key check and the faults to its
// endpoint, and back through the faults to the journal.
//
// One thread's own.
#pragma once

#include <optional>
#include <string_view>

#include "api/call.h"
#include "app/mock_core.h"
#include "app/router.h"

namespace wavespeed_mock {

class RequestPipeline {
 public:
  // All must outlive it.
  RequestPipeline(MockCore& core, const Router& router, const Request& request);

  Response answer();

 private:
  Outcome<Response> replayed() const;
  // One of these two, as the path says.
  Response answer_of_mock();
  Response answer_of_service();

  // The steps of answer_of_service(), in their order.
  Outcome<Response> find_account();
  std::optional<ApiError> decide_faults();
  Outcome<Response> ask_endpoint();
  void apply_faults(Response& response) const;
  void check_contract(Response& response) const;
  void note(Response& response);
  void name_task();

  // Of the task that the request is about, where its path names one; owned by the catalogue.
  std::string_view model_of_task() const;

  MockCore& core_;
  const Router& router_;
  const Request& request_;
  const Timestamp now_;
  const std::string_view path_;
  RouteMatch match_;
  StoredAccount* account_ = nullptr;  // null without a known key
  KeyNumber key_ = 0;                 // which of the account's
  RequestTrace trace_;
  FaultPlan faults_;
};

}  // namespace wavespeed_mock
