#include "app/client_contract.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "support/domain_models.h"
#include "support/small_contract.h"

namespace wavespeed_mock::client_contract_test {
namespace {

class ClientContractTest : public testing::Test {
 protected:
  ClientContractTest() {
    nlohmann::json entry = model_entry(
        {{"prompt", {{"type", "string"}}}, {"num_images", {{"type", "integer"}, {"maximum", 4}}}});
    entry["model_id"] = "acme/poster";
    entry["request_schema"]["required"] = {"prompt"};
    catalogue.put(model_of(entry));
  }

  std::string post(const std::string& target, const std::string& body, Headers headers = {}) {
    headers.add("Content-Type", "application/json");
    const Request request{.method = "POST", .target = target, .headers = headers, .body = body};
    return contract.observe(request, "ann", {});
  }

  Catalogue catalogue;
  ClientReports reports;
  const ClientContract contract{small_contract(), catalogue, reports};
};

TEST_F(ClientContractTest, AcceptsAValidRequest) {
  EXPECT_EQ(post("/api/v3/acme/poster", R"({"prompt": "x", "enable_sync_mode": true})"), "");
  EXPECT_EQ(reports.report("ann").requests, 1);
}

TEST_F(ClientContractTest, NamesUnknownInputs) {
  EXPECT_EQ(post("/api/v3/acme/poster", R"({"prompt": "x", "num_image": 2})"),
            "body: num_image is not an input of acme/poster; did you mean \"num_images\"?");
}

TEST_F(ClientContractTest, NamesAHundredUnknownNamesAndCountsTheOthers) {
  nlohmann::json body = {{"prompt", "x"}};
  std::string query;
  for (int i = 0; i < 20'000; ++i) {
    body["num_image" + std::to_string(i)] = i;
    query += (i == 0 ? "?a" : "&a") + std::to_string(i) + "=1";
  }
  EXPECT_EQ(post("/api/v3/acme/poster" + query, body.dump()), "query: a0 is not documented");
  const auto violations = reports.report("ann").violations;
  ASSERT_EQ(violations.size(), 202U);
  EXPECT_EQ(violations[100].problem, "query: has 19900 more problems like these");
  EXPECT_EQ(violations[101].problem,
            "body: num_image0 is not an input of acme/poster; did you mean \"num_images\"?");
  EXPECT_EQ(violations[201].problem, "body: has 19900 more problems like these");
}

TEST_F(ClientContractTest, NamesInvalidInputs) {
  EXPECT_EQ(post("/api/v3/acme/poster", R"({"prompt": "x", "num_images": 9})"),
            "body: \"num_images\" must be at most 4, not 9");
  EXPECT_EQ(post("/api/v3/acme/poster", R"({})"), "body: \"prompt\" is required, a string");
}

TEST_F(ClientContractTest, NamesAnUnknownModel) {
  EXPECT_EQ(post("/api/v3/acme/lost", R"({"prompt": "x"})"),
            "path: model_id is not a model of the catalogue: \"acme/lost\"");
}

TEST_F(ClientContractTest, NamesAPathWithoutAVersion) {
  EXPECT_EQ(post("/api/acme/poster", R"({"prompt": "x"})"),
            "path: version is missing: /api/acme/poster must begin with /api/v3/");
}

TEST_F(ClientContractTest, NamesAClientWithoutAVersion) {
  EXPECT_EQ(post("/api/v3/acme/poster", R"({"prompt": "x"})", {{"X-Client-Name", "me"}}),
            "header: X-Client-Version is missing although X-Client-Name is present");
  EXPECT_EQ(post("/api/v3/acme/poster", R"({"prompt": "x"})",
                 {{"X-Client-Name", "me"}, {"X-Client-Version", "1"}}),
            "");
}

// The client sees what it sent; the report is read by others.
TEST_F(ClientContractTest, ReportsNoSecrets) {
  EXPECT_NE(post("/api/v3/acme/poster?api_key=hunter2-hunter2",
                 R"({"prompt": "x", "num_images": "hunter2-hunter2"})",
                 {{"X-Client-Name", "hunter2-hunter2"}, {"X-Client-Version", "1"}})
                .find("hunter2-hunter2"),
            std::string::npos);
  const auto violations = reports.report("ann").violations;
  ASSERT_FALSE(violations.empty());
  for (const ContractViolation& violation : violations) {
    EXPECT_EQ((violation.problem + violation.request + violation.client).find("hunter2"),
              std::string::npos)
        << violation.problem;
  }
}

TEST_F(ClientContractTest, ReportsAllProblemsButReturnsTheFirst) {
  EXPECT_EQ(post("/api/v3/acme/poster", R"({"prompt": 1, "x": 2, "enable_sync_mode": 3})"),
            "body: enable_sync_mode must be a boolean, not 3");
  EXPECT_EQ(reports.report("ann").violations.size(), 3);
}

}  // namespace
}  // namespace wavespeed_mock::client_contract_test
