// Every difference that is planted in a second server, one at a time, must be found and named.
#include <gtest/gtest.h>

#include <functional>
#include <nlohmann/json.hpp>

#include "support/changed_target.h"
#include "support/drifted_server.h"
#include "wavespeed_mock/drift.h"

namespace wavespeed_mock::drift_run_test {
namespace {

using nlohmann::ordered_json;

std::string line(const Drift& drift) {
  const DriftFinding& finding = drift.finding;
  std::string text = finding.operation + ' ' + std::string(to_text(finding.kind)) + ' ' +
                     finding.path + ", documented " + finding.documented + ", mock " +
                     finding.mock + ", live " + finding.live +
                     ", outdated: " + std::string(to_text(finding.outdated));
  for (const std::string& location : finding.fix_in) text += ", " + location;
  return text + '\n';
}

struct Planted {
  std::string name;
  DriftedServer::Plant plant;
  std::string cases;     // the cases that get such a response
  std::string expected;  // the lines of the report
};

// Changes the JSON body of the answers to one operation.
DriftedServer::Plant in_body(const std::string& operation, int status,
                             std::function<void(ordered_json&)> change) {
  return [=](const std::string& id, Response& response) {
    if (id != operation || response.status != status) return;
    ordered_json body = ordered_json::parse(response.body);
    change(body);
    response.body = body.dump();
  };
}

constexpr const char* kTask = "contracts/openapi.json /components/schemas/Prediction";

std::vector<Planted> planted() {
  const std::string prediction(kTask);
  return {
      {"a field is gone",
       in_body("getResult", 200, [](ordered_json& b) { b["data"].erase("executionTime"); }),
       "submit_and_poll_to_the_end",
       "getResult missing data.executionTime, documented an integer of at least 0, mock …, live "
       "nothing, "
       "outdated: the document and the mock, " +
           prediction + "/properties/executionTime, mock_server/api/results.cc\n"},
      {"a field has come",
       in_body("getResult", 200, [](ordered_json& b) { b["data"]["queue_position"] = 3; }),
       "submit_and_poll_to_the_end",
       "getResult added data.queue_position, documented nothing, mock nothing, live 3, outdated: "
       "the "
       "document "
       "and the mock, " +
           prediction + ", mock_server/api/results.cc\n"},
      {"a number is a text",
       in_body("quotePrice", 200, [](ordered_json& b) { b["data"]["price"] = "99.5"; }),
       "price_of_a_task",
       "quotePrice type data.price, documented a number of at least 0, mock 0.012, live \"99.5\", "
       "outdated: the "
       "document and the mock, contracts/openapi.json "
       "/components/schemas/PriceEnvelope/properties/data/"
       "properties/price, mock_server/api/quote.cc\n"},
      {"a status has come",
       in_body("submitTask", 200, [](ordered_json& b) { b["data"]["status"] = "queued"; }),
       "submit_and_poll_to_the_end",
       "submitTask value data.status, documented \"created\", \"processing\", \"completed\", "
       "\"failed\", "
       "\"cancelled\" or \"timeout\", mock \"created\", live \"queued\", outdated: the document "
       "and "
       "the mock, " +
           prediction + "/properties/status, mock_server/api/submit.cc\n"},
      {"a time has a different format",
       in_body("submitTask", 200, [](ordered_json& b) { b["data"]["created_at"] = "1 Jan 2026"; }),
       "submit_and_poll_to_the_end",
       "submitTask value data.created_at, documented a string with a time such as "
       "2026-01-01T00:00:00Z, mock "
       "…, live \"1 Jan 2026\", outdated: the document and the mock, " +
           prediction + "/properties/created_at, mock_server/api/submit.cc\n"},
      {"a list is null",
       in_body("submitTask", 200, [](ordered_json& b) { b["data"]["outputs"] = nullptr; }),
       "submit_and_poll_to_the_end",
       "submitTask type data.outputs, documented an array, mock [], live null, outdated: the "
       "document and the "
       "mock, " +
           prediction + "/properties/outputs, mock_server/api/submit.cc\n"},
      {"a field inside of a list has a different type",
       in_body("listModels", 200, [](ordered_json& b) { b["data"][5]["base_price"] = "0.1"; }),
       "models_are_all_listed",
       "listModels type data[].base_price, documented a number of at least 0, mock …, live "
       "\"0.1\", outdated: the "
       "document and the mock, contracts/openapi.json "
       "/components/schemas/Model/properties/base_price, "
       "mock_server/api/model_list.cc\n"},
      {"an optional field is gone everywhere",
       in_body("listModels", 200,
               [](ordered_json& b) {
                 for (auto& model : b["data"]) model.erase("formula");
               }),
       "models_are_all_listed",
       "listModels added data[].formula, documented a string, mock …, live nothing, outdated: the "
       "mock, "
       "mock_server/api/model_list.cc\n"},
      {"another status",
       [](const std::string& id, Response& response) {
         if (id == "getResult" && response.status == 404) response.status = 410;
       },
       "result_of_an_unknown_task",
       "getResult status , documented 410 is not documented, mock 404, live 410, outdated: the "
       "document and the "
       "mock, contracts/openapi.json /paths/~1api~1v3~1predictions~1{id}~1result/get/responses, "
       "mock_server/api/results.cc\n"},
      {"another status that is documented",
       [](const std::string& id, Response& response) {
         if (id == "getBalance" && response.status == 401) response.status = 403;
       },
       "balance_without_key",
       "getBalance status , documented 403 is documented, mock 401, live 403, outdated: the mock, "
       "mock_server/api/balance.cc\n"},
      {"other words",
       in_body("getBalance", 401, [](ordered_json& b) { b["message"] = "Who are you?"; }),
       "balance_without_key",
       "getBalance text message, documented for example \"Invalid API key\", mock \"Invalid API "
       "key\", live "
       "\"Who are you?\", outdated: the mock, mock_server/api/balance.cc\n"},
      {"another code", in_body("getBalance", 401, [](ordered_json& b) { b["code"] = 1406; }),
       "balance_without_key",
       "getBalance text code, documented for example 401, mock \"401\", live \"1406\", outdated: "
       "the "
       "mock, "
       "mock_server/api/balance.cc\n"},
      {"another content type",
       [](const std::string& id, Response& response) {
         if (id == "quotePrice" && response.status == 200)
           response.headers = {{"Content-Type", "text/json"}};
       },
       "price_of_a_task",
       "quotePrice value Content-Type, documented must be application/json, not \"text/json\", "
       "mock "
       "\"application/json\", live \"text/json\", outdated: the document and the mock, "
       "contracts/openapi.json "
       "/paths/~1api~1v3~1model~1price/post/responses/200/content, mock_server/api/quote.cc\n"},
  };
}

// "…" in `expected` matches any text without a comma.
bool fits(const std::string& expected, const std::string& text) {
  const std::size_t gap = expected.find("…");
  if (gap == std::string::npos) return text == expected;
  const std::string after = expected.substr(gap + std::string("…").size());
  return text.starts_with(expected.substr(0, gap)) && text.ends_with(after) &&
         text.size() + 3 >= expected.size();
}

TEST(DriftRun, FindsAndNamesEveryPlantedDifference) {
  for (const Planted& each : planted()) {
    SCOPED_TRACE(each.name);
    DriftedServer server(each.plant);
    const auto live = http_target({.url = server.base_url(), .key = "live-key"});

    const DriftReport report =
        find_drift(*live, {.filter = each.cases, .max_cost = Money::from_usd(1)});

    std::string found;
    for (const Drift& drift : report.drifts) found += line(drift);
    EXPECT_TRUE(fits(each.expected, found)) << "expected " << each.expected << "found " << found;
  }
}

TEST(DriftRun, FindsNothingOnAnUnchangedServer) {
  DriftedServer server([](const std::string&, Response&) {});
  const auto live = http_target({.url = server.base_url(), .key = "live-key"});

  const DriftReport report = find_drift(*live, {.max_cost = Money::from_usd(10)});

  EXPECT_EQ(to_text(report), to_text(DriftReport{.live = live->name(), .answers = report.answers}));
  EXPECT_GT(report.answers, 60u);
}

TEST(DriftRun, ShowsNoKeysOrPersonalData) {
  const std::string secret = "whsec_c2VjcmV0IG9mIG1pbmU=";
  DriftedServer server([&](const std::string& id, Response& response) {
    if (id == "getWebhookSecret" && response.status == 200) {
      response.body = R"({"code":200,"message":"success","data":{"secret":")" + secret +
                      R"(","owner":"ann@example.com","key":"live-key"}})";
    }
  });
  const auto live = http_target({.url = server.base_url(), .key = "live-key"});

  const DriftReport report = find_drift(*live, {.filter = "webhook_secret_is_given"});

  EXPECT_EQ(report.drifts.size(), 2);
  for (const std::string& text : {to_text(report), to_json(report), to_junit(report)}) {
    for (const std::string& hidden : {secret, std::string("ann@"), std::string("live-key")}) {
      EXPECT_EQ(text.find(hidden), std::string::npos) << text;
    }
  }
}

}  // namespace
}  // namespace wavespeed_mock::drift_run_test
