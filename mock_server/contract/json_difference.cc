#include "contract/json_difference.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "base/text/quoting.h"
#include "contract/schema_location.h"

namespace wavespeed_mock {
namespace {

using nlohmann::json;

class Comparison {
 public:
  Comparison(const SameEnough& same_enough, std::size_t max)
      : same_enough_(same_enough), max_(max) {}

  // Calls itself for each level, of which parse_json() allows few.
  void compare(const json& before, const json& after) {
    if (found.size() >= max_ || before == after) return;
    if (same_enough_ && same_enough_(before, after)) return;
    if (before.is_object() && after.is_object()) {
      std::set<std::string> names;
      for (const auto& [name, unused] : before.items()) names.insert(name);
      for (const auto& [name, unused] : after.items()) names.insert(name);
      for (const std::string& name : names) {
        compare_parts(name, before.contains(name) ? &before[name] : nullptr,
                      after.contains(name) ? &after[name] : nullptr);
      }
    } else if (before.is_array() && after.is_array()) {
      for (std::size_t i = 0; i < std::max(before.size(), after.size()); ++i) {
        compare_parts(std::to_string(i), i < before.size() ? &before[i] : nullptr,
                      i < after.size() ? &after[i] : nullptr);
      }
    } else {
      add(&before, &after);
    }
  }

  std::vector<JsonDifference> found;

 private:
  void compare_parts(const std::string& name, const json* before, const json* after) {
    path_.push_back(name);
    if (before != nullptr && after != nullptr) {
      compare(*before, *after);
    } else if (found.size() < max_) {
      add(before, after);
    }
    path_.pop_back();
  }

  void add(const json* before, const json* after) {
    const auto shown = [](const json* value) {
      return value == nullptr ? std::string("nothing") : json_quote(*value);
    };
    found.push_back({to_text(path_), shown(before), shown(after)});
  }

  const SameEnough& same_enough_;
  const std::size_t max_;
  ValuePath path_;
};

}  // namespace

std::vector<JsonDifference> json_differences(const json& before, const json& after,
                                             const SameEnough& same_enough, std::size_t max) {
  Comparison comparison(same_enough, max);
  comparison.compare(before, after);
  return std::move(comparison.found);
}

}  // namespace wavespeed_mock
