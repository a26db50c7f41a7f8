#include "control/journal_json.h"

#include <nlohmann/json.hpp>

#include "base/value/timestamp.h"
#include "contract/transcript/transcript.h"
#include "domain/journal/explanation.h"

namespace wavespeed_mock {
namespace {

using nlohmann::ordered_json;

// As in transcripts: they keep their order, and names may repeat.
ordered_json to_json(const Headers& headers) {
  ordered_json list = ordered_json::array();
  for (const Header& field : headers) list.push_back({field.name, field.value});
  return list;
}

// Null for a body that is not text, such as a picture.
ordered_json body_json(const std::string& body) {
  return is_text(body) ? ordered_json(body) : ordered_json();
}

}  // namespace

ordered_json to_json(const JournalRecord& record) {
  return {{"request_id", record.request_id},
          {"account", record.account},
          {"time", to_rfc3339(record.time)},
          {"method", record.method},
          {"target", record.target},
          {"route", record.route},
          {"prediction", record.prediction},
          {"model", record.model},
          {"faults", record.faults},
          {"status", record.status},
          {"delivery", delivery_text(record.delivery)},
          {"credit_usd", record.credit.usd()},
          {"request",
           {{"headers", to_json(record.request_headers)},
            {"body", body_json(record.request_body)},
            {"body_bytes", record.request_body_bytes}}},
          {"response",
           {{"headers", to_json(record.response_headers)},
            {"body", body_json(record.response_body)},
            {"body_bytes", record.response_body_bytes}}}};
}

ordered_json to_json(const Verification& verification) {
  return {{"passed", verification.passed},
          {"count", verification.count},
          {"message", verification.message},
          {"near_misses", verification.near_misses}};
}

}  // namespace wavespeed_mock
