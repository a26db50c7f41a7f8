// What the mock shows has neither keys nor passwords in it: those of all accounts are removed,
// wherever a client wrote them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "support/mock_client.h"
#include "wavespeed_mock/client_report.h"

namespace wavespeed_mock::removed_secrets_test {
namespace {

using testing::HasSubstr;
using testing::Not;

const std::string kAnnsKey = "sk-live-0123456789abcdef";
const std::string kBobsKey = "sk-live-fedcba9876543210";
constexpr const char* kModel = "/api/v3/mock/instant";

// Every character as JSON escapes it.
std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : text) {
    char code[8];
    std::snprintf(code, sizeof code, "\\u%04x", static_cast<unsigned char>(c));
    out += code;
  }
  return out;
}

std::string prompt(const std::string& text) {
  return R"({"prompt":")" + text + R"("})";
}

Response without_key(const MockClient& client, const std::string& target) {
  return client.send({.method = "GET", .target = target, .headers = {{"Host", "localhost"}}});
}

TEST(RemovedSecrets, IncludeKeysOfOtherAccountsInTheJournal) {
  const MockClient ann({}, kAnnsKey);
  const MockClient bob = ann.with_key(kBobsKey);
  ann.get("/api/v3/balance");
  bob.post(kModel, prompt("x " + kAnnsKey));
  bob.post(kModel, prompt("x " + escaped(kAnnsKey)));
  bob.get("/api/v3/predictions/" + kAnnsKey + "/result");
  for (const Response& shown : {without_key(ann, "/__mock/journal"), bob.get("/__mock/journal"),
                                without_key(ann, "/__mock/journal?limit=1")}) {
    EXPECT_EQ(shown.status, 200);
    EXPECT_THAT(shown.body, Not(HasSubstr(kAnnsKey)));
    EXPECT_THAT(shown.body, Not(HasSubstr(kAnnsKey.substr(8))));
  }
  const std::string id(
      bob.get("/api/v3/predictions/" + kAnnsKey + "/result").headers.get("X-Mock-Request"));
  for (const char* const format : {"json", "text"}) {
    const Response explained = bob.get("/__mock/explain/" + id + "?format=" + format);
    EXPECT_EQ(explained.status, 200);
    EXPECT_THAT(explained.body, Not(HasSubstr(kAnnsKey)));
  }
  const Response verified = bob.post("/__mock/verify", R"({"request":{"prompt":"a dog"}})");
  EXPECT_EQ(verified.status, 409);
  EXPECT_THAT(verified.body, Not(HasSubstr(kAnnsKey)));
}

// An account's entries look the same on a page of all accounts.
TEST(RemovedSecrets, HaveTheSamePlaceholdersAloneAndAmongThoseOfOthers) {
  const MockClient ann({}, kAnnsKey);
  const MockClient bob = ann.with_key(kBobsKey);
  ann.post(kModel, prompt(kAnnsKey + " or " + kBobsKey));
  bob.post(kModel, prompt(kAnnsKey + " or " + kBobsKey));
  for (const MockClient& client : {ann, bob}) {
    const auto alone = client.data(client.get("/__mock/journal"))["requests"][0];
    const auto all = client.data(without_key(client, "/__mock/journal"))["requests"];
    ASSERT_EQ(all.size(), 2U);
    EXPECT_TRUE(all[0] == alone || all[1] == alone) << alone;
  }
  EXPECT_THAT(bob.get("/__mock/journal").body, HasSubstr("{{key-2}} or {{key-1}}"));
}

// What came after the moment of the snapshot does not change what is shown of what came before it.
TEST(RemovedSecrets, HaveTheSamePlaceholdersAfterARestore) {
  const MockClient ann({}, kAnnsKey);
  ann.post(kModel, prompt(kAnnsKey + " or " + kBobsKey));
  const std::string before = ann.get("/__mock/journal").body;
  EXPECT_THAT(before, HasSubstr("{{key-1}} or " + kBobsKey)) << "no key of an account yet";
  const Snapshot start = ann.mock().snapshot();
  ann.post("/__mock/accounts/self/keys", R"({"key": "a-first-in-order"})");
  ann.with_key(kBobsKey).get("/api/v3/balance");
  EXPECT_THAT(ann.get("/__mock/journal").body, HasSubstr("{{key-2}} or {{key-3}}"));
  ann.mock().restore(start);
  EXPECT_EQ(ann.get("/__mock/journal").body, before);
}

TEST(RemovedSecrets, IncludeThoseThatAnotherAccountsRequestNames) {
  const MockClient ann({}, kAnnsKey);
  ann.post(kModel, R"({"prompt":"x","password":"hunter2-hunter2"})");
  ann.with_key(kBobsKey).post(kModel, prompt("it is hunter2-hunter2"));
  EXPECT_THAT(without_key(ann, "/__mock/journal").body, Not(HasSubstr("hunter2")));
}

// The journal has only the scheme of Authorization, and must be rid of the rest before.
TEST(RemovedSecrets, IncludeAllOfAuthorization) {
  // "u:pwBASICpw99"
  for (const std::string basic : {"Basic dTpwd0JBU0lDcHc5OQ==", "basic dTpwd0JBU0lDcHc5OQ"}) {
    const MockClient client;
    Request request =
        client.request("POST", kModel + std::string("?p=pwBASICpw99"), prompt("pwBASICpw99"));
    request.headers = {{"Host", "localhost"}, {"Authorization", basic}};
    const Response answer = client.send(request);
    EXPECT_EQ(answer.status, 401);
    request.target = "/api/v3/predictions/pwBASICpw99/result";
    const std::string id(client.send(request).headers.get("X-Mock-Request"));
    for (const Response& shown :
         {without_key(client, "/__mock/journal"), without_key(client, "/__mock/explain/" + id)}) {
      EXPECT_EQ(shown.status, 200);
      EXPECT_THAT(shown.body, Not(HasSubstr("pwBASICpw99"))) << basic;
    }
  }
}

TEST(RemovedSecrets, IncludeASecondKeyOfARequest) {
  const MockClient client({}, kAnnsKey);
  for (const bool is_last : {true, false}) {
    Request request = client.request("POST", kModel, prompt(kAnnsKey + ' ' + kBobsKey));
    request.headers = {{"Authorization", "Bearer " + (is_last ? kAnnsKey : kBobsKey)},
                       {"Authorization", "Bearer " + (is_last ? kBobsKey : kAnnsKey)}};
    client.send(request);
  }
  const Response shown = without_key(client, "/__mock/journal");
  EXPECT_THAT(shown.body, Not(HasSubstr(kAnnsKey)));
  EXPECT_THAT(shown.body, Not(HasSubstr(kBobsKey)));
}

// A file has an owner, whose key need not be the one of the request.
TEST(RemovedSecrets, IncludeAnUnknownKeyInARequestForAFile) {
  const MockClient client({}, kAnnsKey);
  const auto outputs = client.data(client.poll(client.id(client.submit())))["outputs"];
  ASSERT_FALSE(outputs.empty());
  std::string target = outputs[0].get<std::string>();
  target = target.substr(target.find("/outputs/")) + "?by=" + kBobsKey;
  const Response file = client.with_key(kBobsKey).get(target);
  EXPECT_EQ(file.status, 200);
  EXPECT_THAT(without_key(client, "/__mock/journal").body, Not(HasSubstr(kBobsKey)));
}

Options strict() {
  Options options;
  options.strict = true;
  return options;
}

// Every place in which the report quotes a name.
TEST(RemovedSecrets, IncludeNamesInAClientReport) {
  for (const std::string& name : {kAnnsKey, escaped(kAnnsKey), "my" + kAnnsKey + "name"}) {
    const MockClient client(strict(), kAnnsKey);
    const std::string field = ",\"" + name + "\":1}";
    client.post(kModel, R"({"prompt":"x")" + field);
    client.post("/api/v3/model/price",
                R"({"model_id":"mock/instant","inputs":{"prompt":"x"})" + field);
    client.post("/api/v3/billings/search", R"({"page":1)" + field);
    client.get("/api/v3/balance?" + kAnnsKey + "=1");
    client.get("/api/v3/predictions/" + kAnnsKey + "/result");
    client.get("/api/" + kAnnsKey);
    const ClientReport report = client.mock().client_report();
    EXPECT_GE(report.violations.size(), 4U);
    for (const std::string& text : {to_text(report), to_json(report), to_junit(report)}) {
      EXPECT_THAT(text, Not(HasSubstr(kAnnsKey.substr(3)))) << name;
    }
  }
}

// Its error quotes nothing, because what a broken body names is not known.
TEST(RemovedSecrets, IncludeAStringWithoutEnd) {
  const MockClient client(strict(), kAnnsKey);
  const Response answer = client.post(kModel, R"({"password":"hunter2-hunter2)");
  EXPECT_EQ(answer.status, 400);
  EXPECT_THAT(answer.body, Not(HasSubstr("hunter2")));
  EXPECT_THAT(std::string(answer.headers.get("X-Mock-Violation")), Not(HasSubstr("hunter2")));
  const ClientReport report = client.mock().client_report();
  EXPECT_EQ(report.violations.size(), 1U);
  EXPECT_THAT(to_text(report), Not(HasSubstr("hunter2")));
  EXPECT_THAT(without_key(client, "/__mock/journal").body, Not(HasSubstr("hunter2")));
}

TEST(RemovedSecrets, IncludeKeysOfOtherAccountsInAClientReport) {
  const MockClient ann(strict(), kAnnsKey);
  const MockClient bob = ann.with_key(kBobsKey);
  ann.get("/api/v3/balance");
  bob.post(kModel, R"({"prompt":"x",")" + kAnnsKey + R"(":1})");
  for (int i = 0; i < 6; ++i) bob.get("/api/v3/predictions/" + kAnnsKey + "/result");
  for (const Response& shown : {without_key(ann, "/__mock/client-report"),
                                without_key(ann, "/__mock/client-report?format=text"),
                                without_key(ann, "/__mock/client-report?format=junit")}) {
    EXPECT_EQ(shown.status, 200);
    EXPECT_THAT(shown.body, Not(HasSubstr(kAnnsKey)));
  }
  EXPECT_FALSE(ann.mock().client_report().findings.empty());
}

TEST(RemovedSecrets, IncludeKeysInTheListOfWebhooks) {
  const MockClient client({}, kAnnsKey);
  client.post(kModel + ("?webhook=http://127.0.0.1:9/" + kAnnsKey), prompt("x"));
  client.post(kModel + std::string("?webhook=http://127.0.0.1:9/in%3Ftoken=abcdefgh1"),
              prompt("x"));
  const Response shown = client.get("/__mock/webhooks");
  EXPECT_EQ(client.data(shown)["webhooks"].size(), 2U);
  EXPECT_THAT(shown.body, HasSubstr("http://127.0.0.1:9/"));
  EXPECT_THAT(shown.body, Not(HasSubstr(kAnnsKey)));
  EXPECT_THAT(shown.body, Not(HasSubstr("abcdefgh1")));
}

// A receiver that repeats what its address holds.
TEST(RemovedSecrets, IncludeThoseOfAnAddressInWhatItsReceiverAnswers) {
  const MockClient client;
  for (const char* const path : {"in%3Ftoken=abcdefgh1", "in%3Ftoken=abcdefgh2", "other"}) {
    client.submit(std::string("mock/instant?webhook=http://127.0.0.1:9/") + path);
  }
  client.mock().take_due_webhooks();
  client.mock().complete_webhook(1, {.status = 500, .answer = "bad abcdefgh1"});
  client.mock().complete_webhook(2, {.error = "no answer to abcdefgh2"});
  client.mock().complete_webhook(3, {.status = 500, .answer = "seen abcdefgh1, abcdefgh2"});
  const Response shown = client.get("/__mock/webhooks");
  for (const char* const text : {"bad ", "no answer to ", "seen "}) {
    EXPECT_THAT(shown.body, HasSubstr(text));
  }
  EXPECT_THAT(shown.body, Not(HasSubstr("abcdefgh")));
}

TEST(RemovedSecrets, IncludeKeysInErrorsOfTheControlPlane) {
  const MockClient client({}, kAnnsKey);
  client.get("/api/v3/balance");
  const auto post = [&](const std::string& target, const std::string& body) {
    const Response response = client.post(target, body);
    EXPECT_GE(response.status, 400) << body;
    EXPECT_THAT(response.body, Not(HasSubstr("sk-live"))) << body;
  };
  const std::string quoted = '"' + kBobsKey + '"';
  post("/__mock/accounts", R"({"name":"a","keys":[")" + kAnnsKey + R"("]})");
  post("/__mock/accounts", R"({"name":"a","keys":[)" + quoted + "," + quoted + "]}");
  post("/__mock/accounts", R"({"name":"a","keys":)" + quoted + "}");
  post("/__mock/accounts", R"({"name":"a","keys":{"k":)" + quoted + "}}");
  post("/__mock/accounts", R"({"name":"a","keys":["sk-live with a space"]})");
  post("/__mock/accounts", R"({"name":"a","keys":[{"key":"sk-live with a space"}]})");
  post("/__mock/accounts", R"({"name":"a","keys":[{"key":[)" + quoted + "]}]}");
  post("/__mock/accounts", R"({"name":"a","keys":[[)" + quoted + "]]}");
  post("/__mock/accounts/self/keys", R"({"key":"sk-live with a space"})");
  post("/__mock/accounts/self/keys", R"({"key":{"k":)" + quoted + "}}");
  post("/__mock/faults", R"({"fault":"error","key":[)" + quoted + "]}");
  const Response named = client.get("/__mock/accounts/" + kAnnsKey);
  EXPECT_EQ(named.status, 404);
  EXPECT_THAT(client.message(named), HasSubstr("names an account by its name or its tag"));
  EXPECT_THAT(named.body, Not(HasSubstr("sk-live")));
}

}  // namespace
}  // namespace wavespeed_mock::removed_secrets_test
