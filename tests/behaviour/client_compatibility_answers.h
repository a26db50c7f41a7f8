// Inputs that clients send, and answers of every kind that they get.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "support/mock_client.h"

namespace wavespeed_mock::client_compatibility {

using json = MockClient::json;

// Inputs of a small picture, with those of `more`.
inline json small(const json& more = json::object()) {
  json inputs = {{"prompt", "a cat"}, {"size", "256*256"}};
  inputs.update(more);
  return inputs;
}

// Every kind of response about a known task: to the submission, in each state, and in synchronous
// mode both completed and timed out.
inline std::vector<Response> answers_about_tasks() {
  const MockClient client;
  std::vector<Response> answers;
  for (const char* model : {"mock-image", "mock/always-fails", "mock/content-moderation"}) {
    answers.push_back(client.submit(model, small({{"num_images", 2}})));
    const std::string id = client.id(answers.back());
    answers.push_back(client.poll(id));
    client.advance(std::chrono::milliseconds(50));
    answers.push_back(client.poll(id));
    client.advance(std::chrono::minutes(1));
    answers.push_back(client.poll(id));
    answers.push_back(client.submit(model, small({{"enable_sync_mode", true}})));
  }
  answers.push_back(client.submit("mock/slow", small({{"enable_sync_mode", true}})));
  answers.push_back(client.submit("mock-image", small({{"enable_base64_output", true}})));
  return answers;
}

// One response for each kind of error.
inline std::vector<Response> errors() {
  const MockClient client(
      {.tier = "level1", .balance = Money::from_usd(0.05), .limit_results = true});
  const MockClient anonymous = client.with_key("");
  std::vector<Response> answers = {
      client.submit("mock/instant", json::object()),
      client.submit("mock/instant", small({{"enable_sync_mode", "yes"}})),
      client.submit("no/such/model"),
      client.post("/api/v3/mock/instant", "{"),
      client.poll("none"),
      client.get("/outputs/none/0.png"),
      client.get("/api/v3/mock/instant"),
      client.get("/nowhere"),
      client.usage(json::object()),
      anonymous.submit(),
      anonymous.poll("none"),
      anonymous.usage(json::object()),
  };
  const MockClient poor({.balance = Money::from_usd(0)});
  answers.push_back(poor.submit());
  const MockClient busy({.tier = "level1"});
  for (int i = 0; i < 3; ++i) busy.submit("mock/slow");
  answers.push_back(busy.submit("mock/slow"));
  const MockClient late({.sync_timeout_status = SyncTimeoutStatus::gateway_timeout});
  answers.push_back(late.submit("mock/slow", small({{"enable_sync_mode", true}})));
  return answers;
}

}  // namespace wavespeed_mock::client_compatibility
