// Which requests may use the control plane, `/__mock/…`. A client that can reach it can change what
// every test sees, and a page in a browser can reach a server that listens on loopback.
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

  // HTTP 403 with the reason, for a refused request: one without the token if there is a token, one
  // from another machine if there is none, and always one from a page of another site.
  std::optional<ApiError> refusal(const Request& request) const;

 private:
  enum class Rule { everybody, loopback, none };

  std::string token_;
  Rule rule_ = Rule::none;
  std::string closed_;  // why it is closed to everybody; "" while it is not
};

}  // namespace wavespeed_mock
