// Applies faults without a mock, for the tests of each kind.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "api/envelope.h"
#include "domain/faults/kinds/fault.h"
#include "support/domain_error.h"

namespace wavespeed_mock {

// From JSON, or from its bare type.
inline std::shared_ptr<const Fault> fault_of(const std::string& text) {
  const nlohmann::json json = nlohmann::json::parse(text, nullptr, false);
  return load_fault(json.is_discarded() ? nlohmann::json(text) : json, "here");
}

inline std::string fault_error(const std::string& text) {
  return error_of([&] { fault_of(text); });
}

inline const SeededRandom kFaultDraws(7, "key");
// 2026-01-01T00:00:00Z
inline constexpr Timestamp kFaultTime{std::chrono::seconds(1'767'225'600)};

// The delivery of a poll's response, with the faults in that order.
inline Response spoiled(const std::vector<std::string>& faults, const std::string& method = "GET",
                        std::uint64_t ordinal = 0) {
  const Request request{.method = method, .target = "/api/v3/predictions/1"};
  Response response = success({{"id", "1"}});
  AnswerFault answer{response, request, failure};
  for (const std::string& text : faults) {
    fault_of(text)->on_answer(answer, {kFaultDraws, ordinal, kFaultTime});
  }
  return response;
}

inline const std::string kFaultlessBody = R"({"code":200,"message":"success","data":{"id":"1"}})";

inline TaskFault task_fault(const std::vector<std::string>& faults, std::uint64_t ordinal = 0) {
  TaskFault task;
  for (const std::string& text : faults) {
    fault_of(text)->on_task(task, {kFaultDraws, ordinal, kFaultTime});
  }
  return task;
}

inline WebhookFault webhook_fault(const std::vector<std::string>& faults,
                                  std::uint64_t ordinal = 0) {
  WebhookFault webhook;
  for (const std::string& text : faults) {
    fault_of(text)->on_webhook(webhook, {kFaultDraws, ordinal, kFaultTime});
  }
  return webhook;
}

}  // namespace wavespeed_mock
