// One row for each kind of fault: its settings as a C++ value have the effects that the same
// settings have in JSON.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <tuple>
#include <vector>

#include "support/domain_faults.h"

namespace wavespeed_mock::fault_kinds_test {
namespace {

using namespace std::chrono_literals;

struct Row {
  std::string_view type;
  bool takes_answer;      // by default
  faults::Any settings;   // none of them a default
  std::string_view json;  // the same
};

const std::vector<Row>& rows() {
  static const std::vector<Row> kRows = {
      {"error", true,
       faults::Error{.status = 403, .code = 1406, .message = "No", .error_code = "DENIED"},
       R"({"type": "error", "status": 403, "code": 1406, "message": "No", "error_code": "DENIED"})"},
      {"rate_limited", true,
       faults::RateLimited{
           .retry_after = 90s, .form = faults::RetryAfterForm::date, .message = "Later"},
       R"({"type": "rate_limited", "retry_after": "90s", "form": "date", "message": "Later"})"},
      {"gateway", true, faults::Gateway{.status = 504, .form = faults::GatewayForm::json},
       R"({"type": "gateway", "status": 504, "form": "json"})"},
      {"envelope_error", true, faults::EnvelopeError{.code = 7, .message = "Again"},
       R"({"type": "envelope_error", "code": 7, "message": "Again"})"},
      {"null_data", true, faults::NullData{}, R"("null_data")"},
      {"malformed_json", false, faults::MalformedJson{.form = faults::MalformedJsonForm::text},
       R"({"type": "malformed_json", "form": "text"})"},
      {"wrong_content_type", false, faults::WrongContentType{.content_type = "image/png"},
       R"({"type": "wrong_content_type", "content_type": "image/png"})"},

      {"delay", false, faults::Delay{.time = Distribution::uniform(1s, 3s)},
       R"({"type": "delay", "time": "uniform:1s,3s"})"},
      {"no_answer", true, faults::NoAnswer{.after_bytes = 8},
       R"({"type": "no_answer", "after_bytes": 8})"},
      {"connection_reset", true, faults::ConnectionReset{.after_bytes = 9},
       R"({"type": "connection_reset", "after_bytes": 9})"},
      {"empty_reply", true, faults::EmptyReply{}, R"("empty_reply")"},
      {"truncated_body", false, faults::TruncatedBody{.fraction = 0.25, .bytes = 7},
       R"({"type": "truncated_body", "fraction": 0.25, "bytes": 7})"},
      {"malformed_chunk", false, faults::MalformedChunk{}, R"("malformed_chunk")"},
      {"dribble", false, faults::Dribble{.piece = 20, .pause = 50ms},
       R"({"type": "dribble", "piece": 20, "pause": "50ms"})"},
      {"bandwidth", false, faults::Bandwidth{.bytes_per_second = 40},
       R"({"type": "bandwidth", "bytes_per_second": 40})"},

      {"task_failed", false, faults::TaskFailed{.code = 1402, .error = "Gone"},
       R"({"type": "task_failed", "code": 1402, "error": "Gone"})"},
      {"task_stuck", false, faults::TaskStuck{.status = faults::StuckStatus::created},
       R"({"type": "task_stuck", "status": "created"})"},
      {"task_cancelled", false, faults::TaskCancelled{.error = "Over"},
       R"({"type": "task_cancelled", "error": "Over"})"},
      {"task_timeout", false, faults::TaskTimeout{.error = "Over"},
       R"({"type": "task_timeout", "error": "Over"})"},
      {"task_nsfw", false, faults::TaskNsfw{}, R"("task_nsfw")"},
      {"task_no_outputs", false, faults::TaskNoOutputs{}, R"("task_no_outputs")"},
      {"task_time", false,
       faults::TaskTime{.pickup = Distribution::normal(5s, 1s),
                        .run = Distribution::percentiles({{50, 10s}, {99, 1h}})},
       R"({"type": "task_time", "pickup": "normal:5s,1s", "run": "percentiles:p50=10s,p99=1h"})"},

      {"webhook_duplicate", false, faults::WebhookDuplicate{.times = 3},
       R"({"type": "webhook_duplicate", "times": 3})"},
      {"webhook_late", false, faults::WebhookLate{.by = Distribution::lognormal(2s, 0.5)},
       R"({"type": "webhook_late", "by": "lognormal:2s,0.5"})"},
      {"webhook_out_of_order", false, faults::WebhookOutOfOrder{}, R"("webhook_out_of_order")"},
      {"webhook_wrong_signature", false, faults::WebhookWrongSignature{},
       R"("webhook_wrong_signature")"},
      {"webhook_old_timestamp", false, faults::WebhookOldTimestamp{.age = 1h},
       R"({"type": "webhook_old_timestamp", "age": "1h"})"},
  };
  return kRows;
}

// Everything that a fault does to a request.
struct Effects {
  Response response = success({{"id", "1"}});
  TaskFault task{};
  WebhookFault webhook{};

  friend bool operator==(const Effects& a, const Effects& b) {
    const auto fields = [](const Headers& headers) {
      std::string text;
      for (const Header& field : headers) text += field.name + ": " + field.value + "\n";
      return text;
    };
    const auto failure = [](const TaskFault& task) {
      return task.failure ? std::pair(task.failure->code, task.failure->error) : std::pair(0, "");
    };
    const auto all = [&](const Effects& effects) {
      const TaskFault& task = effects.task;
      return std::tuple(effects.response.status, fields(effects.response.headers),
                        effects.response.body, effects.response.delivery, task.pickup_time,
                        task.run_time, task.end, failure(task), task.nsfw, task.no_outputs,
                        effects.webhook);
    };
    return all(a) == all(b);
  }
};

Effects effects_of(const Fault& fault) {
  const Request request{.method = "GET", .target = "/api/v3/predictions/1"};
  const FaultDraws draws{kFaultDraws, 3, kFaultTime};
  Effects effects;
  AnswerFault answer{effects.response, request, failure};
  fault.on_answer(answer, draws);
  fault.on_task(effects.task, draws);
  fault.on_webhook(effects.webhook, draws);
  return effects;
}

TEST(FaultKinds, HaveARowEach) {
  const auto types = fault_types();
  ASSERT_EQ(rows().size(), types.size());
  for (std::size_t i = 0; i < types.size(); ++i) {
    EXPECT_EQ(rows()[i].type, types[i]);
    EXPECT_EQ(rows()[i].settings.index(), i) << types[i];
  }
}

TEST(FaultKinds, HaveTheSameEffectsFromTypedSettingsAsFromJson) {
  for (const Row& row : rows()) {
    const auto typed = load_fault(row.settings, "here");
    const auto read = fault_of(std::string(row.json));
    EXPECT_EQ(typed->type(), row.type);
    EXPECT_EQ(to_json(*typed), to_json(*read)) << row.type;
    EXPECT_EQ(typed->takes_answer(), read->takes_answer()) << row.type;
    EXPECT_EQ(effects_of(*typed), effects_of(*read)) << row.type;
    EXPECT_NE(effects_of(*typed), Effects()) << row.type << " does nothing";
  }
}

TEST(FaultKinds, DifferFromTheirDefaultsInEachRow) {
  for (const Row& row : rows()) {
    const auto typed = to_json(*load_fault(row.settings, "here"));
    const auto defaults = to_json(*fault_of(std::string(row.type)));
    for (const auto& [name, value] : typed.items()) {
      // The Content-Type of an error matters only with a body, which excludes the other fields.
      if (name != "type" && name != "content_type") {
        EXPECT_NE(value, defaults.value(name, nlohmann::ordered_json())) << row.type << " " << name;
      }
    }
  }
}

TEST(FaultKinds, TakeTheAnswerOrLeaveIt) {
  for (const Row& row : rows()) {
    EXPECT_EQ(fault_of(std::string(row.type))->takes_answer(), row.takes_answer) << row.type;
  }
}

}  // namespace
}  // namespace wavespeed_mock::fault_kinds_test
