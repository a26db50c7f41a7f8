// Calls about scenarios, as clients make them.
#pragma once

#include <string>

#include "support/mock_client.h"

namespace wavespeed_mock {

// Starts a scenario for the client's account.
inline Response start_scenario(const MockClient& client, const std::string& name) {
  return client.post("/__mock/scenarios", MockClient::json{{"name", name}}.dump());
}

// The scenario that runs for the client's account; null if there is none.
inline MockClient::json running_scenario(const MockClient& client) {
  return client.data(client.get("/__mock/scenarios"))["running"];
}

// The scenario that runs for the whole mock; null if there is none.
inline MockClient::json running_scenario_of_all(const MockClient& client) {
  return client.data(client.send({.method = "GET", .target = "/__mock/scenarios"}))["running"];
}

inline MockClient::json credit_of(const MockClient& client) {
  return client.data(client.get("/__mock/accounts/self/credit"));
}

}  // namespace wavespeed_mock
