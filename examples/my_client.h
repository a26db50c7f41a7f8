// A client such as an application has: the code that the examples test. It knows nothing of the
// mock.
//
// One client belongs to one thread at a time.
#pragma once

#include <algorithm>
#include <chrono>
#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

struct MyRequest {
  std::string method;
  std::string path;
  std::string body;
};

struct MyResponse {
  int status = 0;
  std::optional<std::chrono::seconds> retry_after;
  std::string body;
};

class MyClient {
 public:
  // Sends one request with the API key. Nullopt: the connection broke before the answer was
  // complete.
  using Send = std::function<std::optional<MyResponse>(const MyRequest&)>;
  using Sleep = std::function<void(std::chrono::milliseconds)>;

  MyClient(Send send, Sleep sleep) : send_(std::move(send)), sleep_(std::move(sleep)) {}

  // Returns the URL of the first output. Throws std::runtime_error when the task fails, or when the
  // service does not answer after 30 attempts.
  std::string generate(const std::string& model, const std::string& prompt) {
    const std::string id = submit(model, prompt);
    for (;;) {
      const auto task = data_of(call({"GET", "/api/v3/predictions/" + id + "/result", ""}));
      const std::string status = task.at("status");
      if (status == "completed") return task.at("outputs").at(0);
      if (status == "failed") throw std::runtime_error(task.at("error").get<std::string>());
      sleep_(std::chrono::seconds(1));
    }
  }

 private:
  // A submission whose answer is lost may have been charged. Sending it again could pay twice, so
  // this looks for the task in the account's history first.
  std::string submit(const std::string& model, const std::string& prompt) {
    const nlohmann::json inputs = {{"prompt", prompt}};
    const MyRequest request{"POST", "/api/v3/" + model, inputs.dump()};
    for (int attempt = 0; attempt < kAttempts; ++attempt) {
      const auto response = send_(request);
      if (response && response->status == 200) return data_of(*response).at("id");
      if (response && response->status < 500 && response->status != 429) {
        throw std::runtime_error("the service refused the task: " + response->body);
      }
      wait(response, attempt);
      if (response && response->status == 429) continue;
      const nlohmann::json search = {{"model", model}, {"include_inputs", true}};
      const auto found = data_of(call({"POST", "/api/v3/predictions", search.dump()}));
      for (const auto& task : found.at("items")) {
        if (task.at("inputs").at("prompt") == prompt) return task.at("id");
      }
    }
    throw std::runtime_error("the service did not take the task");
  }

  // Repeats a request that changes nothing until it is answered.
  MyResponse call(const MyRequest& request) {
    for (int attempt = 0; attempt < kAttempts; ++attempt) {
      auto response = send_(request);
      if (response && response->status == 200) return *std::move(response);
      wait(response, attempt);
    }
    throw std::runtime_error("the service does not answer " + request.path);
  }

  // As long as the service asks for; otherwise twice as long as the time before.
  void wait(const std::optional<MyResponse>& response, int attempt) {
    std::chrono::milliseconds pause(500 << std::min(attempt, 6));
    if (response && response->retry_after) pause = *response->retry_after;
    sleep_(pause);
  }

  static nlohmann::json data_of(const MyResponse& response) {
    return nlohmann::json::parse(response.body).at("data");
  }

  static constexpr int kAttempts = 30;

  Send send_;
  Sleep sleep_;
};
