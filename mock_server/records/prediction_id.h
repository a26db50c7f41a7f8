// The 32 lowercase hex digits that name a prediction, as 128 bits.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace wavespeed_mock {

struct PredictionId {
  std::uint64_t high = 0;
  std::uint64_t low = 0;

  friend bool operator==(PredictionId, PredictionId) = default;
};

inline constexpr std::size_t kPredictionIdDigits = 32;

// The digits; every poll shows them three times.
std::array<char, kPredictionIdDigits> hex_digits(PredictionId id);
void append_hex(std::string& out, PredictionId id);
std::string to_hex(PredictionId id);

// Nullopt unless `text` is exactly 32 lowercase hex digits.
std::optional<PredictionId> parse_prediction_id(std::string_view text);

}  // namespace wavespeed_mock

template <>
struct std::hash<wavespeed_mock::PredictionId> {
  // Ids are drawn uniformly: any part of them is a hash.
  std::size_t operator()(wavespeed_mock::PredictionId id) const noexcept { return id.low; }
};
