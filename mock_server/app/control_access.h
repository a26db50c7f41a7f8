// Who may use the control plane, `/__mock/…`: whoever can reach it can change what everybody's
// tests see, and a page in a browser can reach what listens on loopback.
//
// Immutable; any thread may ask.
#pragma once

#include <optional>
#include <string>

#include "base/value/api_error.h"
#include "wavespeed_mock/message.h"
#include "wavespeed_mock/options.h"

namespace wavespeed_mock {

class ControlAccess {
 public:
  // Reads the options `control`, `control_token` and `exposed`. Throws ConfigError.
  explicit ControlAccess(const Options& options);

  // HTTP 403 that says why, for who must not: without the token where there is one, from elsewhere
  // where there is none, and always from a page of another site.
  std::optional<ApiError> refusal(const Request& request) const;

 private:
  enum class Rule { everybody, loopback, nobody };

  std::string token_;
  Rule rule_;
  std::string closed_;  // why it is closed to everybody; "" while it is not
};

}  // namespace wavespeed_mock
