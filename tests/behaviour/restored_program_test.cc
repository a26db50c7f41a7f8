// The same program of public operations gets the same answers, byte for byte, each time that it
// runs from the same snapshot, whatever happened in between.
//
// Left out is what docs/snapshots.md says belongs to no snapshot: metrics, the client report, and
// snapshots themselves.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "support/mock_client.h"
#include "support/upload_client.h"

namespace wavespeed_mock::behaviour_restored_program_test {
namespace {

using json = MockClient::json;
using namespace std::chrono_literals;

std::string all_of(const Response& response) {
  std::string text = std::to_string(response.status);
  for (const auto& [name, value] : response.headers) text += "\n" + name + ": " + value;
  return text + "\n" + response.body;
}

// What is sent, in the words of a test that failed.
struct Step {
  std::string key;  // empty: without one
  std::string method;
  std::string target;  // "{task}", "{file}" and "{fault}" are replaced by ids from answers
  std::string body{};
};

// Requests whose effects touch one another.
const std::vector<Step>& steps() {
  static const std::vector<Step> all = {
      {"k", "POST", "/api/v3/wavespeed-ai/flux-dev", R"({"prompt": "a cat"})"},
      {"k", "POST", "/api/v3/wavespeed-ai/flux-dev", R"({"prompt": "a cat"})"},
      {"k", "POST", "/api/v3/wavespeed-ai/flux-dev", R"({"prompt": "[mock:task_failed] a cat"})"},
      {"k", "POST", "/api/v3/wavespeed-ai/flux-dev", R"({"prompt": 1})"},
      {"k", "POST", "/api/v3/mock/always-fails", R"({"prompt": "a cat"})"},
      {"k", "POST", "/api/v3/mock/slow?webhook=http://127.0.0.1:9/h", R"({"prompt": "a cat"})"},
      {"k", "POST", "/api/v3/mock/slow?webhook=http://127.0.0.1:9/h", R"({"prompt": "a cat"})"},
      {"k", "POST", "/api/v3/no/such/model", R"({"prompt": "a cat"})"},
      {"k", "GET", "/api/v3/predictions/{task}/result"},
      {"k", "GET", "/api/v3/predictions/{task}/result"},
      {"", "GET", "/outputs/{task}/0.jpeg"},
      {"k", "POST", "/api/v3/predictions/delete", R"({"ids": ["{task}"]})"},
      {"k", "GET", "/api/v3/predictions"},
      {"k", "POST", "/api/v3/media/uploads",
       R"({"filename": "a.png", "content_type": "image/png"})"},
      {"", "GET", "{file}"},
      {"k", "POST", "/__mock/webhooks/secret/rotate"},
      {"k", "POST", "/__mock/faults",
       R"({"route": "submit", "every": 3, "fault": "rate_limited"})"},
      {"k", "POST", "/__mock/faults",
       R"({"route": "result", "times": 2, "skip": 1, "fault": {"type": "error", "status": 500}})"},
      {"", "POST", "/__mock/faults",
       R"({"route": "balance", "probability": 0.4, "fault": {"type": "error", "status": 503}})"},
      {"", "POST", "/__mock/faults",
       R"({"key": "a", "fault": {"type": "task_failed"}, "times": 2})"},
      {"k", "DELETE", "/__mock/faults/{fault}"},
      {"", "DELETE", "/__mock/faults"},
      {"", "POST", "/__mock/scenarios", R"({"name": "outage"})"},
      {"k", "POST", "/__mock/scenarios", R"({"name": "busy"})"},
      {"", "POST", "/__mock/scenarios", R"({"name": "low-balance"})"},
      {"", "POST", "/__mock/scenarios", R"({"scenario": {"name": "team", "accounts": [
        {"name": "team", "keys": ["a", "c"], "balance_usd": 7}], "faults": [
        {"route": "models", "every": 2, "fault": {"type": "error", "status": 500}}]}})"},
      {"", "POST", "/__mock/scenarios", R"({"scenario": {"accounts": [
        {"name": "pair", "keys": ["b", "d"]}, {"name": "wrong", "keys": ["e", "d"]}]}})"},
      {"", "DELETE", "/__mock/scenarios"},
      {"k", "DELETE", "/__mock/scenarios"},
      {"", "POST", "/__mock/scenarios/reload"},
      {"", "POST", "/__mock/accounts",
       R"({"name": "opened", "keys": ["c", "e"], "balance_usd": 3})"},
      {"k", "POST", "/__mock/accounts/self", R"({"status": "suspended"})"},
      {"k", "POST", "/__mock/accounts/self", R"({"status": "active"})"},
      {"k", "POST", "/__mock/accounts/self", R"({"tier": "silver"})"},
      {"k", "POST", "/__mock/accounts/self/keys", R"({"name": "ci", "key": "d"})"},
      {"k", "POST", "/__mock/accounts/self/keys", R"({"name": "drawn"})"},
      {"k", "DELETE", "/__mock/accounts/self/keys/2"},
      {"k", "POST", "/__mock/accounts/self/credit",
       R"({"usd": 2, "kind": "trial", "expires_in": "2h"})"},
      {"k", "POST", "/__mock/accounts/self/top-ups", R"({"usd": 20, "arrives_in": "3s"})"},
      {"k", "POST", "/__mock/accounts/self/invoices", R"({"month": "2026-01"})"},
      {"", "POST", "/__mock/coupons", R"({"code": "SPRING", "usd": 5})"},
      {"k", "POST", "/__mock/accounts/self/coupons", R"({"code": "spring"})"},
      {"", "DELETE", "/__mock/coupons/spring"},
      {"", "POST", "/__mock/clock", R"({"advance": "1s"})"},
      {"", "POST", "/__mock/clock", R"({"advance": "700ms"})"},
      {"", "POST", "/__mock/clock", R"({"advance": "80h"})"},
      {"", "POST", "/__mock/clock", R"({"mode": "auto"})"},
      {"", "POST", "/__mock/clock", R"({"mode": "manual", "set": "2026-03-01"})"},
      {"k", "POST", "/__mock/reset", R"({"parts": ["limits", "faults"]})"},
      {"k", "POST", "/__mock/reset", R"({"parts": ["all"]})"},
      {"", "POST", "/__mock/reset", R"({"parts": ["faults", "account"]})"},
      {"k", "DELETE", "/__mock/journal"},
      {"k", "GET", "/__mock/journal/count"},
      {"k", "GET", "/api/v3/balance"},
      {"k", "GET", "/api/v3/balance"},
      {"k", "GET", "/api/v3/account/billings"},
      {"k", "GET", "/api/v3/webhook/secret"},
      {"k", "GET", "/api/v3/models"},
      {"", "GET", "/api/v3/balance"},
  };
  return all;
}

class Program {
 public:
  explicit Program(const MockClient& client) : client_(client) {}

  // Runs `count` steps, drawn from the seed; returns what was asked and answered. At the end no
  // attempt to deliver a webhook is under way: after a restore these count as not begun.
  std::vector<std::string> run(unsigned seed, int count) {
    std::mt19937 random(seed);
    std::vector<std::string> seen;
    for (int i = 0; i < count; ++i) {
      const std::size_t index = random() % (steps().size() + 4);
      const unsigned which = static_cast<unsigned>(random());
      if (index < steps().size()) {
        seen.push_back(send(steps()[index], which));
      } else {
        seen.push_back(deliver(which));
      }
    }
    for (const std::uint64_t id : std::exchange(under_way_, {})) {
      client_.mock().complete_webhook(id, 500);
    }
    return seen;
  }

  // All that can be seen. What a look itself changes is restored.
  std::vector<std::string> observe() {
    const Snapshot now = client_.mock().snapshot();
    std::vector<std::string> seen;
    for (const char* const target : {"/__mock/journal", "/__mock/accounts", "/__mock/faults",
                                     "/__mock/scenarios", "/__mock/coupons", "/__mock/clock"}) {
      seen.push_back(send({"", "GET", target}, 0));
    }
    for (std::size_t key = 0; key < kKeys.size(); ++key) {
      for (const char* const target :
           {"/__mock/webhooks", "/__mock/accounts/self", "/__mock/accounts/self/credit",
            "/__mock/accounts/self/keys", "/__mock/accounts/self/payments",
            "/__mock/accounts/self/invoices", "/__mock/faults", "/__mock/scenarios",
            "/api/v3/account/billings", "/api/v3/predictions?page_size=100",
            "/api/v3/webhook/secret"}) {
        seen.push_back(send({"k", "GET", target}, static_cast<unsigned>(key)));
      }
    }
    client_.mock().restore(now);
    return seen;
  }

 private:
  static constexpr std::array<const char*, 5> kKeys = {"a", "b", "c", "d", "e"};

  static void fill(std::string& text, std::string_view name, const std::vector<std::string>& known,
                   unsigned which) {
    const auto at = text.find(name);
    if (at == std::string::npos) return;
    text.replace(at, name.size(), known.empty() ? "none" : known[which % known.size()]);
  }

  std::string send(const Step& step, unsigned which) {
    Request request{.method = step.method,
                    .target = step.target,
                    .headers = {{"Host", "127.0.0.1:8080"}, {"Content-Type", "application/json"}},
                    .body = step.body};
    if (!step.key.empty()) {
      request.headers.add("Authorization", std::string("Bearer ") + kKeys[which % kKeys.size()]);
    }
    which /= static_cast<unsigned>(kKeys.size());
    for (std::string* const text : {&request.target, &request.body}) {
      fill(*text, "{task}", tasks_, which);
      fill(*text, "{file}", files_, which);
      fill(*text, "{fault}", {"fault-1", "fault-2", "fault-3"}, which);
    }
    if (!request.target.starts_with('/')) request.target = "/media/uploads/none/a.png";
    const Response response = client_.send(request);
    const json data = client_.data(response);
    if (data.is_object() && data.contains("outputs")) tasks_.push_back(client_.id(response));
    if (data.is_object() && data.contains("download_url")) {
      files_.push_back(target_of(wavespeed_mock::text_of(data["download_url"])));
    }
    return step.method + " " + request.target + " " + request.body + "\n" + all_of(response);
  }

  // Some attempts are answered late.
  std::string deliver(unsigned which) {
    std::string seen = "webhooks";
    for (const WebhookRequest& webhook : client_.mock().take_due_webhooks(2)) {
      for (const auto& [name, value] : webhook.headers) seen += "\n" + name + ": " + value;
      seen += "\n" + webhook.url + "\n" + webhook.body;
      if (which % 3 == 0) client_.mock().complete_webhook(webhook.id, 200);
      if (which % 3 == 1) client_.mock().complete_webhook(webhook.id, 500);
      if (which % 3 == 2) under_way_.push_back(webhook.id);
    }
    return seen;
  }

  MockClient client_;
  std::vector<std::string> tasks_;
  std::vector<std::string> files_;
  std::vector<std::uint64_t> under_way_;  // attempts to deliver webhooks
};

// Shows the first difference alone: there are hundreds of long answers.
void expect_same(const std::vector<std::string>& a, const std::vector<std::string>& b,
                 const std::string& what) {
  ASSERT_EQ(a.size(), b.size());
  const auto [at, other] = std::mismatch(a.begin(), a.end(), b.begin());
  if (at != a.end()) {
    ADD_FAILURE() << what << ", step " << at - a.begin() << ":\n" << *other << "\n\nwas\n" << *at;
  }
}

Options for_programs() {
  return {.tier = "gold",
          .balance = Money::from_usd(5),
          .latency = Latency::uniform(1s, 20s),
          .api_latency = Distribution::uniform(1ms, 9ms)};
}

TEST(RestoredProgram, GetsTheSameAnswers) {
  for (unsigned seed = 0; seed < 3; ++seed) {
    SCOPED_TRACE(seed);
    const MockClient client(for_programs());
    Mock& mock = client.mock();
    Program before(client);
    before.run(seed, 40);
    const Snapshot snapshot = mock.snapshot();
    const auto at_snapshot = Program(before).observe();

    Program first(before);
    const auto answers = first.run(seed + 1'000, 100);
    const auto end = first.observe();
    mock.restore(snapshot);
    expect_same(at_snapshot, Program(before).observe(), "after a restore");

    Program(before).run(seed + 2'000, 60);
    mock.restore(snapshot);
    expect_same(at_snapshot, Program(before).observe(), "after another program");

    Program second(before);
    expect_same(answers, second.run(seed + 1'000, 100), "the second time");
    expect_same(end, second.observe(), "at the end");
  }
}

// A mock of the same options is as one that was restored to its start.
TEST(RestoredProgram, GetsTheAnswersOfANewMock) {
  for (unsigned seed = 0; seed < 2; ++seed) {
    SCOPED_TRACE(seed);
    const MockClient used(for_programs());
    const Snapshot start = used.mock().snapshot();
    Program(used).run(seed + 3'000, 150);
    used.mock().restore(start);
    const MockClient fresh(for_programs());
    expect_same(Program(fresh).run(seed, 150), Program(used).run(seed, 150), "restored");
  }
}

}  // namespace
}  // namespace wavespeed_mock::behaviour_restored_program_test
