// The inputs of a price formula, given as a JSON object.
//
// A media input plays as long as its text ends in: "talk.mp3#duration=42.5". No other has a length.
#pragma once

#include <cstdlib>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/formula/formula.h"

namespace wavespeed_mock {

class JsonFormulaInputs : public FormulaInputs {
 public:
  explicit JsonFormulaInputs(nlohmann::json inputs) : inputs_(std::move(inputs)) {}

  const nlohmann::json* find(std::string_view name) const override {
    const auto found = inputs_.find(name);
    return found == inputs_.end() ? nullptr : &*found;
  }
  std::optional<double> media_seconds(std::string_view media) const override {
    constexpr std::string_view kMark = "#duration=";
    const std::size_t at = media.rfind(kMark);
    if (at == std::string_view::npos) return std::nullopt;
    const std::string digits(media.substr(at + kMark.size()));
    char* end = nullptr;
    const double seconds = std::strtod(digits.c_str(), &end);
    if (digits.empty() || *end != '\0') return std::nullopt;
    return seconds;
  }

 private:
  nlohmann::json inputs_;
};

}  // namespace wavespeed_mock
