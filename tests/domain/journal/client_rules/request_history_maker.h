// Builds the history of a client's requests, entry by entry.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "domain/journal/client_rules/client_rules.h"
#include "records/prediction_id.h"

namespace wavespeed_mock {

class RequestHistoryMaker {
 public:
  using milliseconds = std::chrono::milliseconds;

  // The caller may change the returned entry. `at` is relative to a fixed time.
  JournalEntry& add(milliseconds at, const std::string& method, const std::string& target,
                    int status = 200) {
    JournalEntry& entry = entries_.emplace_back();
    entry.number = entries_.size() - 1;
    entry.time = Timestamp{} + at;
    entry.method = method;
    entry.target = target;
    entry.status = status;
    return entry;
  }
  JournalEntry& submit(milliseconds at, int status = 200, std::uint64_t body = 1) {
    JournalEntry& entry = add(at, "POST", "/api/v3/acme/poster", status);
    entry.request_body_hash = body;
    entry.trace.route = "submit";
    return entry;
  }
  // A submission that created task number `task` and was charged.
  JournalEntry& charged(milliseconds at, std::uint64_t task, std::uint64_t body = 1) {
    JournalEntry& entry = submit(at, 200, body);
    entry.trace.prediction = PredictionId{0, task};
    entry.trace.credit = Money{-12'000};
    entry.response_body = R"({"code":200,"data":{"id":")" + to_hex({0, task}) + "\"}}";
    entry.response_body_bytes = entry.response_body.size();
    return entry;
  }
  JournalEntry& poll(milliseconds at, std::uint64_t task, std::string_view status = "processing") {
    JournalEntry& entry = add(at, "GET", "/api/v3/predictions/" + to_hex({0, task}) + "/result");
    entry.trace.route = "result";
    entry.trace.prediction = PredictionId{0, task};
    entry.trace.status = status;
    return entry;
  }

  RuleResult judge(RuleResult (*rule)(const RequestHistory&), bool time_tells = true) const {
    return rule(RequestHistory(entries_, time_tells));
  }
  const std::vector<JournalEntry>& entries() const { return entries_; }

 private:
  std::vector<JournalEntry> entries_;
};

}  // namespace wavespeed_mock
