#include "runner/paid_gate.h"

#include <gtest/gtest.h>

namespace wavespeed_mock::paid_gate_test {
namespace {

std::string reason(std::string method, std::string target, Headers headers = {}) {
  return reason_for_cost(ContractDocument::builtin(), {.method = std::move(method),
                                                       .target = std::move(target),
                                                       .headers = std::move(headers),
                                                       .body = {}})
      .value_or("");
}

TEST(PaidGate, PassesOperationsThatTheContractCallsFree) {
  for (const Operation& operation : ContractDocument::builtin().operations()) {
    std::string path = operation.pattern;
    for (const char* name : {"{model_id...}", "{id}", "{file}"}) {
      if (const auto at = path.find(name); at != std::string::npos) {
        path.replace(at, std::string_view(name).size(), "x");
      }
    }
    EXPECT_EQ(reason(operation.method, path + "?a=b").empty(), !operation.paid)
        << operation.method << ' ' << path;
  }
}

TEST(PaidGate, BlocksUnknownRequests) {
  EXPECT_EQ(reason("POST", "/api/v3/acme/model"), "submitTask is paid");
  EXPECT_EQ(reason("POST", "/api/v3/balance"), "submitTask is paid");
  EXPECT_EQ(reason("POST", "/api/v9/acme/model"),
            "POST /api/v9/acme/model matches no operation of the contract");
  EXPECT_NE(reason("PATCH", "/"), "");
  EXPECT_NE(reason("DELETE", "/api/v3/predictions/1"), "");
  EXPECT_EQ(reason("GET", "/api/v9/anything"), "");
  EXPECT_EQ(reason("HEAD", "/"), "");
}

// The service may interpret them as a submission.
TEST(PaidGate, BlocksUnusualSpellings) {
  EXPECT_EQ(reason("POST", "/api/v3/predictions"), "");
  for (const char* path :
       {"/api/v3/predictions/", "//api/v3/predictions", "/api/v3/%70redictions",
        "/api/v3/predictions;a", "/api/v3/../v3/predictions", "/api/v3/predictions\\"}) {
    EXPECT_NE(reason("POST", path), "") << path;
  }
  EXPECT_NE(reason("GET", "/api/v3/acme/model", {{"x-http-method-override", "POST"}}), "");
}

}  // namespace
}  // namespace wavespeed_mock::paid_gate_test
