// Which requests a fault rule is about: its conditions on the request, all of which have to hold.
//
// Immutable once loaded; may be used from any thread.
#pragma once

#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/http/path_pattern.h"
#include "base/text/json_reader.h"
#include "domain/faults/fault_question.h"
#include "store/store.h"

namespace wavespeed_mock {

// Takes the conditions out of a rule's JSON, where they stand beside its other fields.
class FaultMatcher {
 public:
  // `routes`: the names that `route` may have. Throws ConfigError.
  static FaultMatcher load(JsonReader& in, std::span<const std::string_view> routes);

  // Fits submissions only.
  static FaultMatcher submissions();

  bool names_routes() const { return !routes_.empty(); }
  // Whether a submission can fit.
  bool takes_submissions() const;
  bool has_key() const { return !key_.empty(); }
  // For a rule without a condition on the route.
  void limit_to_submissions();

  // Whether the rule is about such a request at all: its route, method, model and key.
  bool concerns(const FaultQuestion& question, const Store& store) const;
  // What else keeps a request that it is about from fitting, in words; "" when nothing does.
  std::string misfit(const FaultQuestion& question) const;

  // The conditions as they stand in JSON; the key is hidden.
  void write(nlohmann::ordered_json& out) const;

 private:
  struct RouteCondition {
    std::string text;  // as given: a name, or "GET /api/v3/balance"
    // Of the second form:
    std::string method{};
    std::shared_ptr<const std::string> path{};  // the pattern views it; copies share it
    std::optional<PathPattern> pattern{};
  };
  struct HeaderCondition {
    enum class Kind { equals, contains, present };
    std::string name;
    Kind kind = Kind::present;
    std::string text{};   // of equals and contains
    bool present = true;  // of present
  };

  static RouteCondition load_route(const JsonReader& in, const std::string& text,
                                   std::span<const std::string_view> routes);
  static std::optional<HeaderCondition> load_header(JsonReader& in);
  static bool fits(const RouteCondition& route, const FaultQuestion& question);

  std::vector<RouteCondition> routes_;  // any of them; empty: every route
  std::vector<std::string> methods_;    // the same
  std::vector<std::string> models_;     // the same; with "*"
  std::string key_;
  std::optional<HeaderCondition> header_;
  std::string prompt_;
};

}  // namespace wavespeed_mock
