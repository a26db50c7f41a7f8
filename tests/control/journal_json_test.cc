#include "control/journal_json.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace wavespeed_mock::journal_json_test {
namespace {

TEST(JournalJson, HasAllFieldsOfARecord) {
  JournalRecord record{.request_id = "5f3a09c2-17", .account = "ann", .number = 17};
  record.method = "POST";
  record.target = "/api/v3/acme/a";
  record.request_headers = {{"A", "1"}, {"A", "2"}};
  record.request_body = "{}";
  record.request_body_bytes = 2;
  record.route = "submit";
  record.prediction = "00ff";
  record.model = "acme/a";
  record.faults = {"busy", "slow"};
  record.status = 200;
  record.response_body = "\xff";
  record.response_body_bytes = 1;
  record.delivery.ending = Ending::reset;
  record.credit = Money::from_usd(-0.012);
  EXPECT_EQ(to_json(record).dump(),
            R"({"request_id":"5f3a09c2-17","account":"ann",)"
            R"("time":"1970-01-01T00:00:00.000000000Z","method":"POST","target":"/api/v3/acme/a",)"
            R"("route":"submit","prediction":"00ff","model":"acme/a","faults":["busy","slow"],)"
            R"("status":200,"delivery":"nothing sent, then the connection was reset",)"
            R"("credit_usd":-0.012,"request":{"headers":[["A","1"],["A","2"]],"body":"{}",)"
            R"("body_bytes":2},"response":{"headers":[],"body":null,"body_bytes":1}})");
}

TEST(JournalJson, HasAllFieldsOfAVerification) {
  const Verification found{
      .passed = true, .count = 2, .message = "expected 2", .near_misses = {"a", "b"}};
  EXPECT_EQ(to_json(found).dump(),
            R"({"passed":true,"count":2,"message":"expected 2","near_misses":["a","b"]})");
}

}  // namespace
}  // namespace wavespeed_mock::journal_json_test
