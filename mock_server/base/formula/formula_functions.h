// The functions that formulas can call.
#pragma once

#include <cstdint>
#include <string_view>

namespace wavespeed_mock::formula {

enum class Function : std::uint8_t {
  number,
  max,
  min,
  sum,
  average,
  count,
  exists,
  ceil,
  floor,
  round,
  abs,
  sqrt,
  power,
  length,
  type,
  boolean,
  inverse,  // $not
  contains,
  lookup,
  filter,
  map,
  reduce,
  // Of the service itself: they take a media input, or a list of them, and give seconds.
  duration,
  duration_v2,
  duration_v3,
};

struct FunctionInfo {
  std::string_view name;  // as it is called: "$max", "get_duration"
  Function function;
  std::uint8_t least;  // arguments
  std::uint8_t most;
  bool takes_context;  // without an argument, it takes what the path has reached
};

// In the order of the enumeration.
const FunctionInfo& info_of(Function function);
// Null if formulas cannot call it. `name` is as in FunctionInfo.
const FunctionInfo* find_function(std::string_view name);
inline bool gives_duration(Function function) {
  return function >= Function::duration;
}
// Whether the second argument is a function.
inline bool takes_lambda(Function function) {
  return function == Function::filter || function == Function::map || function == Function::reduce;
}

// Whether a name in front of parentheses begins a function of the formula itself.
inline bool is_lambda_word(std::string_view name) {
  return name == "function" || name == "\u03BB";
}

// Whether JSONata has a function of this name, without "$": no variable can be called so.
bool is_builtin_name(std::string_view name);

}  // namespace wavespeed_mock::formula
