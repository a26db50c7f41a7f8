// A client of a Mock without a network. Only advance() moves the clock.
//
// Copies share the mock. One copy may be used by one thread at a time.
#pragma once

#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>

#include "support/contract_watch.h"
#include "wavespeed_mock/mock.h"

namespace wavespeed_mock {

class MockClient {
 public:
  using json = nlohmann::ordered_json;

  // Creates a mock with a ManualClock, which replaces the clock in `options`.
  explicit MockClient(Options options = {}, std::string key = "test-key")
      : clock_(std::make_shared<ManualClock>()), key_(std::move(key)) {
    options.clock = clock_;
    mock_ = std::make_shared<Mock>(options);
  }

  // The same mock with another key.
  MockClient with_key(std::string key) const {
    MockClient other = *this;
    other.key_ = std::move(key);
    return other;
  }

  Mock& mock() const { return *mock_; }
  void advance(Duration step) const { clock_->advance(step); }

  // A request with the key, as clients send it.
  Request request(std::string method, std::string target, std::string body = "") const {
    return {.method = std::move(method),
            .target = std::move(target),
            .headers = {{"Host", "127.0.0.1:8080"},
                        {"Authorization", "Bearer " + key_},
                        {"Content-Type", "application/json"}},
            .body = std::move(body)};
  }
  // Checks the response against the contract.
  Response send(const Request& request) const { return watched_answer(*mock_, request); }

  Response get(std::string target) const { return send(request("GET", std::move(target))); }
  Response post(std::string target, std::string body) const {
    return send(request("POST", std::move(target), std::move(body)));
  }
  Response submit(const std::string& model = "mock/instant",
                  const json& inputs = {{"prompt", "a cat"}}) const {
    return post("/api/v3/" + model, inputs.dump());
  }
  Response poll(const std::string& id) const {
    return get("/api/v3/predictions/" + id + "/result");
  }
  Response usage(const json& query) const { return post("/api/v3/user/usage_stats", query.dump()); }

  // Dollars.
  double balance() const { return data(get("/api/v3/balance"))["balance"]; }
  // The totals of the first month: "total_requests", "success_requests", "total_cost" in dollars.
  json spent() const {
    return data(usage({{"start_time", "2025-12-31"}, {"end_time", "2026-01-30"}}))["summary"];
  }

  // Parts of a response; null or empty if it has no such part.
  static json body(const Response& response) {
    json parsed = json::parse(response.body, nullptr, false);
    return parsed.is_object() ? parsed : json();
  }
  static json data(const Response& response) { return body(response)["data"]; }
  static std::string message(const Response& response) { return text(body(response)["message"]); }
  static std::string id(const Response& response) { return text(data(response)["id"]); }
  static std::string status(const Response& response) { return text(data(response)["status"]); }
  static std::string header(const Response& response, std::string_view name) {
    return std::string(response.headers.get(name));
  }

 private:
  static std::string text(const json& value) {
    return value.is_string() ? value.get<std::string>() : "";
  }

  std::shared_ptr<ManualClock> clock_;
  std::shared_ptr<Mock> mock_;
  std::string key_;
};

// A file of fixtures/, for Options::fixtures.
inline std::filesystem::path fixture(const std::string& name) {
  return std::filesystem::path(WAVESPEED_MOCK_SOURCE_DIR) / "fixtures" / name;
}

}  // namespace wavespeed_mock
