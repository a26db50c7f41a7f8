#include "base/formula/formula_tree.h"

#include <algorithm>
#include <array>
#include <utility>

namespace wavespeed_mock::formula {
namespace {

// In the order of the enumeration. The powers are those of JSONata.
constexpr std::array<OperatorInfo, 16> kOperators = {{
    {"or", 25},
    {"and", 30},
    {"?:", 40},
    {"??", 40},
    {"=", 40},
    {"!=", 40},
    {"<", 40},
    {"<=", 40},
    {">", 40},
    {">=", 40},
    {"in", 40},
    {"+", 50},
    {"-", 50},
    {"*", 60},
    {"/", 60},
    {"%", 60},
}};

constexpr auto kNumbers = [] {
  std::array<Operator, kOperators.size()> numbers{};
  for (std::size_t i = 0; i < numbers.size(); ++i) numbers[i] = static_cast<Operator>(i);
  return numbers;
}();

}  // namespace

const OperatorInfo& info_of(Operator op) {
  return kOperators[static_cast<std::size_t>(op)];
}

const Operator* find_operator(std::string_view symbol) {
  const auto found = std::find_if(kOperators.begin(), kOperators.end(),
                                  [&](const auto& known) { return known.symbol == symbol; });
  return found == kOperators.end() ? nullptr : &kNumbers[found - kOperators.begin()];
}

}  // namespace wavespeed_mock::formula
