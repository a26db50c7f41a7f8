// Randomness as a function: the same (seed, account, purpose, ordinal) gives the same draw,
// whatever was drawn before and by whichever thread. There is no generator and no state.
#pragma once

#include <cstdint>
#include <string_view>

namespace wavespeed_mock {

// What a draw is for. Values are part of what a seed means: add new ones at the end.
enum class RandomStream : std::uint64_t {
  prediction_id_high,
  prediction_id_low,
  pickup_time,
  run_time,
  outcome,
  api_latency,
  picture,
  upload_id_high,
  upload_id_low,
  upload_signature,
  charge_uuid_high,
  charge_uuid_low,
  refund_uuid_high,
  refund_uuid_low,
  order_uuid_high,
  order_uuid_low,
  access_key,
  webhook_secret,
  fault,
  fault_probability,
  account_tag,
  payment_id_high,
  payment_id_low,
  api_key_high,
  api_key_low,
};

// The draws of one account. Copy freely; every function may be called from any thread.
class SeededRandom {
 public:
  SeededRandom(std::uint64_t seed, std::string_view account);

  // All 64 bits uniform.
  std::uint64_t bits(RandomStream purpose, std::uint64_t ordinal) const;
  // Uniform in [0, 1).
  double uniform(RandomStream purpose, std::uint64_t ordinal) const;
  // Normal with mean 0 and deviation 1.
  double normal(RandomStream purpose, std::uint64_t ordinal) const;

 private:
  std::uint64_t root_;
};

}  // namespace wavespeed_mock
