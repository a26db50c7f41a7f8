// Random choices that are the same in every run and on every machine.
#pragma once

#include <cstddef>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace wavespeed_mock::clients {

class RandomDraws {
 public:
  explicit RandomDraws(std::uint64_t seed) : engine_(seed) {}

  // Below `count`.
  std::size_t below(std::size_t count) { return static_cast<std::size_t>(engine_() % count); }
  bool chance(std::size_t percent) { return below(100) < percent; }
  std::string one_of(const std::vector<std::string_view>& choices) {
    return std::string(choices[below(choices.size())]);
  }

 private:
  std::mt19937_64 engine_;
};

}  // namespace wavespeed_mock::clients
