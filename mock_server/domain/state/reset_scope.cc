#include "domain/state/reset_scope.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text/nearest.h"
#include "base/text/quoting.h"

namespace wavespeed_mock {
namespace {

// Each at the place of its bit.
constexpr std::array<std::string_view, 12> kNames = {
    "tasks",   "credit", "limits",        "uploads", "webhooks", "faults",
    "journal", "draws",  "client_report", "coupons", "account",  "replay"};
constexpr std::string_view kAll = "all";
static_assert(static_cast<unsigned>(ResetPart::all) == (1U << kNames.size()) - 1);

ApiError bad_parts(std::string message) {
  return {.http = 400, .code = 400, .message = std::move(message)};
}

std::string listed_names() {
  std::string text;
  for (const std::string_view name : kNames) text += std::string(name) + ", ";
  return text + "or all of them by \"" + std::string(kAll) + "\"";
}

ApiError no_parts() {
  return bad_parts("parts must name what to reset: " + listed_names());
}

}  // namespace

std::span<const std::string_view> ResetScope::all_names() {
  return kNames;
}

Outcome<ResetScope> ResetScope::of(std::initializer_list<ResetPart> parts) {
  if (parts.size() == 0) return no_parts();
  ResetScope what;
  for (const ResetPart part : parts) what.bits_ |= static_cast<unsigned>(part);
  return what;
}

Outcome<ResetScope> ResetScope::read(const std::vector<std::string>& names) {
  if (names.empty()) return no_parts();
  ResetScope what;
  for (const std::string& name : names) {
    if (name == kAll) {
      what.bits_ = static_cast<unsigned>(ResetPart::all);
      continue;
    }
    const auto index = std::find(kNames.begin(), kNames.end(), name);
    if (index == kNames.end()) {
      std::vector<std::string_view> known(kNames.begin(), kNames.end());
      known.push_back(kAll);
      return bad_parts("parts must be among " + listed_names() + ", not \"" + shortened(name) +
                       "\"" + did_you_mean(name, known));
    }
    what.bits_ |= 1U << (index - kNames.begin());
  }
  return what;
}

std::vector<std::string_view> ResetScope::names() const {
  std::vector<std::string_view> names;
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    if ((bits_ >> i & 1U) != 0) names.push_back(kNames[i]);
  }
  return names;
}

}  // namespace wavespeed_mock
