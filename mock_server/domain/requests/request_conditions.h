// The conditions on requests that fault rules share with expectations.
//
// Immutable; may be used from any thread.
#pragma once

#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/http/path_pattern.h"
#include "domain/requests/request_view.h"
#include "wavespeed_mock/request_match.h"

namespace wavespeed_mock {

class RequestConditions {
 public:
  // Matches every request.
  RequestConditions() = default;
  // `routes`: the names that `route` may have; `where` names the object in errors. Throws
  // ConfigError for a condition that is wrong.
  RequestConditions(RequestMatch match, const std::string& where,
                    std::span<const std::string_view> routes);

  bool names_routes() const { return !routes_.empty(); }
  bool names_prompt() const { return !match_.prompt.empty(); }
  // Whether a submission can match.
  bool takes_submissions() const;
  // For conditions without a route.
  void limit_to_submissions();

  bool matches(const RequestView& request) const;
  // Whether the cheap conditions hold: route, method, path and model.
  bool concerns(const RequestView& request) const;
  // The first of the other conditions that does not hold, in words; "" if they all hold.
  std::string mismatch(const RequestView& request) const;
  // A line for each condition that does not hold. The lines may contain secrets that the client
  // sent.
  std::vector<std::string> mismatches(const RequestView& request) const;

  // Adds the conditions to a JSON object.
  void write(nlohmann::ordered_json& out) const;
  // The conditions as short JSON text.
  std::string text() const;

 private:
  struct RouteCondition {
    std::string text;  // a name, or "GET /api/v3/balance"
    // Of the second form only:
    std::string method{};
    std::shared_ptr<const std::string> path{};  // the pattern refers to it; copies share it
    std::optional<PathPattern> pattern{};
  };

  static RouteCondition read_route(const std::string& text, const std::string& where,
                                   std::span<const std::string_view> routes);
  static bool fits(const RouteCondition& route, const RequestView& request);
  bool fits_route(const RequestView& request) const;

  RequestMatch match_;
  std::vector<RouteCondition> routes_;          // those of match_
  std::shared_ptr<const nlohmann::json> body_;  // that of match_; null for none
};

}  // namespace wavespeed_mock
