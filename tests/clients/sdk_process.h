// Runs the official JavaScript SDK as a separate process.
#pragma once

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <string>

#include "clients/client_process.h"

namespace wavespeed_mock::clients {

// What the driver prints for `call`: sdk_driver.mjs describes both.
inline nlohmann::json run_sdk(const nlohmann::json& call) {
  // Node searches for packages next to the script.
  const std::string script = npm_folder() + "/sdk_driver.mjs";
  const ClientResult result = run_client({"node", script, call.dump()}, {}, npm_folder());
  EXPECT_EQ(result.exit_code, 0) << result.error;
  return nlohmann::json::parse(result.out, nullptr, false);
}

}  // namespace wavespeed_mock::clients
