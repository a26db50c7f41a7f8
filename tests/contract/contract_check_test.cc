#include "contract/contract_check.h"

#include <gtest/gtest.h>

#include "support/small_contract.h"

namespace wavespeed_mock::contract_check_test {
namespace {

std::string joined(const std::vector<ContractProblem>& problems) {
  std::string text;
  for (const ContractProblem& problem : problems) text += to_text(problem) + '\n';
  return text;
}

constexpr const char* kTask = R"({"code":200,"data":{"id":"00af","status":"created"}})";

class ContractCheckTest : public testing::Test {
 protected:
  std::string answer(const std::string& method, const std::string& target, int status,
                     const std::string& body, const std::string& type = "application/json") const {
    const Request request{.method = method, .target = target};
    Response response{.status = status, .body = body};
    if (!type.empty()) response.headers.add("Content-Type", type);
    return joined(check.response(request, response));
  }

  std::string request(const std::string& method, const std::string& target,
                      const std::string& body = "", const std::string& type = "application/json",
                      Headers headers = {}) const {
    if (!type.empty()) headers.add("content-type", type);
    return joined(check.request({method, target, std::move(headers), body}));
  }

  const ContractCheck check{small_contract(), UnknownFields::reported};
};

TEST_F(ContractCheckTest, AcceptsDocumentedResponses) {
  EXPECT_EQ(answer("POST", "/api/v3/a/b?webhook=x", 200, kTask), "");
  EXPECT_EQ(answer("GET", "/api/v3/tasks/1", 200, kTask, "Application/JSON; charset=utf-8"), "");
  EXPECT_EQ(answer("GET", "/api/v3/tasks/1", 404, R"({"code":404,"message":"no"})"), "");
  EXPECT_EQ(answer("HEAD", "/api/v3/tasks/1", 200, ""), "");
  EXPECT_EQ(answer("GET", "/api/v3/tasks/new", 204, "", ""), "");
  EXPECT_EQ(answer("GET", "/files/1", 200, "PNG", "image/png"), "");
  EXPECT_EQ(answer("GET", "/nowhere", 404, R"({"code":404,"message":"no"})"), "");
}

TEST_F(ContractCheckTest, CutsLongNamesOfFields) {
  const auto problems_with = [&](std::size_t size) {
    return answer("GET", "/api/v3/tasks/1", 200,
                  R"({"code":200,"data":{"id":"00af","status":"created"},")" +
                      std::string(size, 'x') + R"(":1})");
  };
  const std::string longest = "body: " + std::string(500, 'x');
  EXPECT_TRUE(problems_with(500).starts_with(longest + " is")) << problems_with(500);
  for (const std::size_t size : {501, 1'000'000}) {
    const std::string problems = problems_with(size);
    EXPECT_TRUE(problems.starts_with(longest + "… is")) << problems.substr(0, 1'000);
    EXPECT_LT(problems.size(), 1'000U);
  }
}

TEST_F(ContractCheckTest, NamesProblemsOfAResponse) {
  EXPECT_EQ(answer("GET", "/api/v3/tasks/1", 200, R"({"code":200,"data":{"id":"00af"}})"),
            "body: data.status is missing; it must be \"created\" or \"completed\"\n");
  EXPECT_EQ(answer("GET", "/api/v3/tasks/1", 500, "{}"),
            "status: 500 is not documented, only 200 or 4XX\n");
  EXPECT_EQ(answer("GET", "/api/v3/tasks/1", 200, "<html>", "text/html"),
            "header: Content-Type must be application/json, not \"text/html\"\n");
  EXPECT_EQ(answer("GET", "/api/v3/tasks/1", 200, kTask, ""),
            "header: Content-Type must be application/json, not \"\"\n");
  EXPECT_TRUE(answer("GET", "/api/v3/tasks/1", 200, "{").starts_with("body: is not valid JSON: "));
  EXPECT_EQ(answer("GET", "/api/v3/tasks/new", 204, "{}"),
            "body: is not documented for status 204\n");
  EXPECT_EQ(answer("GET", "/nowhere", 404, R"({"code":404})"),
            "body: message is missing; it must be a string\n");
}

TEST_F(ContractCheckTest, AcceptsDocumentedRequests) {
  EXPECT_EQ(request("POST", "/api/v3/a/b?webhook=x", R"({"enable_sync_mode":true,"prompt":"x"})"),
            "");
  EXPECT_EQ(request("GET", "/api/v3/tasks?page=1"), "");
  EXPECT_EQ(request("GET", "/api/v3/tasks/1", "", ""), "");
}

TEST_F(ContractCheckTest, NamesProblemsOfARequestBody) {
  EXPECT_EQ(request("POST", "/api/v3/a", R"({"enable_sync_mode":"yes"})"),
            "body: enable_sync_mode must be a boolean, not \"yes\"\n");
  EXPECT_EQ(request("POST", "/api/v3/a", "{}", "text/plain"),
            "header: Content-Type must be application/json, not \"text/plain\"\n");
  EXPECT_EQ(request("POST", "/api/v3/a", "{}", ""),
            "header: Content-Type is missing; it must be application/json\n");
  EXPECT_EQ(request("POST", "/api/v3/a"), "body: is missing; it must be an object\n");
  EXPECT_TRUE(request("POST", "/api/v3/a", "{").starts_with("body: is not valid JSON: "));
  EXPECT_EQ(request("GET", "/api/v3/tasks?page=1", "{}"),
            "body: is not documented: this operation takes none\n");
}

TEST_F(ContractCheckTest, NamesProblemsOfParameters) {
  EXPECT_EQ(request("GET", "/api/v3/tasks"),
            "query: page is missing; it must be an integer of at least 1\n");
  EXPECT_EQ(request("GET", "/api/v3/tasks?page=x"),
            "query: page must be an integer of at least 1, not \"x\"\n");
  EXPECT_EQ(request("GET", "/api/v3/tasks?page=0"),
            "query: page must be an integer of at least 1, not 0\n");
  EXPECT_EQ(request("GET", "/api/v3/tasks?page=1&pages=2"),
            "query: pages is not documented; did you mean \"page\"?\n");
  EXPECT_EQ(request("POST", "/api/v3/a", "{}", "application/json", {{"x-client-name", "too long"}}),
            "header: X-Client-Name must be a string of at most 5 characters, not \"too long\"\n");
}

TEST_F(ContractCheckTest, NamesProblemsOfAPath) {
  EXPECT_EQ(request("POST", "/api/acme/model", "{}"),
            "path: version is missing: /api/acme/model must begin with /api/v3/\n");
  EXPECT_EQ(request("PUT", "/api/v3/tasks/new"), "path: takes GET, not PUT: /api/v3/tasks/new\n");
  EXPECT_EQ(request("GET", "/files"),
            "path: matches no operation: GET /files; did you mean \"/files/{id}\"?\n");
}

// The pattern of a submission takes every path below /api/v3/, so also a mistyped one.
TEST_F(ContractCheckTest, DoesNotSuggestThePathItself) {
  EXPECT_EQ(request("GET", "/api/v3/images-and-videos-of-acme/poster"),
            "path: takes POST, not GET: /api/v3/images-and-videos-of-acme/poster\n");
  EXPECT_EQ(request("GET", "/api/v3/task"),
            "path: takes POST, not GET: /api/v3/task; did you mean \"/api/v3/tasks\"?\n");
}

TEST_F(ContractCheckTest, AllowsUnknownFieldsOnRequest) {
  const ContractCheck open(small_contract(), UnknownFields::allowed);
  const Response response{
      .headers = {{"Content-Type", "application/json"}},
      .body = R"({"code":200,"more":1,"data":{"id":"00af","status":"created"}})"};
  const Request get{.method = "GET", .target = "/api/v3/tasks/1"};

  EXPECT_TRUE(open.response(get, response).empty());
  EXPECT_EQ(joined(check.response(get, response)), "body: more is not documented\n");
}

}  // namespace
}  // namespace wavespeed_mock::contract_check_test
