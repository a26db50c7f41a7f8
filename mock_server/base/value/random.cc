#include "base/value/random.h"

#include <cmath>
#include <numbers>

namespace wavespeed_mock {
namespace {

// The finaliser of SplitMix64 (Steele, Lea and Flood 2014): every input bit reaches every output
// bit, so that inputs which differ by one give unrelated draws.
constexpr std::uint64_t mix(std::uint64_t x) {
  x += 0x9e3779b97f4a7c15;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
  x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
  return x ^ (x >> 31);
}

double to_unit_interval(std::uint64_t bits) {
  return static_cast<double>(bits >> 11) * 0x1.0p-53;
}

}  // namespace

SeededRandom::SeededRandom(std::uint64_t seed, std::string_view account) : root_(mix(seed)) {
  for (const char c : account) root_ = mix(root_ ^ static_cast<unsigned char>(c));
}

std::uint64_t SeededRandom::bits(RandomStream purpose, std::uint64_t ordinal) const {
  return mix(mix(root_ ^ mix(static_cast<std::uint64_t>(purpose))) ^ ordinal);
}

double SeededRandom::uniform(RandomStream purpose, std::uint64_t ordinal) const {
  return to_unit_interval(bits(purpose, ordinal));
}

double SeededRandom::normal(RandomStream purpose, std::uint64_t ordinal) const {
  // Box and Muller's transform, from the draw and one derived of it.
  const std::uint64_t first = bits(purpose, ordinal);
  const double radius = std::sqrt(-2.0 * std::log(1.0 - to_unit_interval(first)));
  return radius * std::cos(2.0 * std::numbers::pi * to_unit_interval(mix(first)));
}

}  // namespace wavespeed_mock
