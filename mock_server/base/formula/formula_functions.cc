#include "base/formula/formula_functions.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>

namespace wavespeed_mock::formula {
namespace {

constexpr std::array<FunctionInfo, 25> kFunctions = {{
    {"$number", Function::number, 0, 1, true},
    {"$max", Function::max, 1, 1, false},
    {"$min", Function::min, 1, 1, false},
    {"$sum", Function::sum, 1, 1, false},
    {"$average", Function::average, 1, 1, false},
    {"$count", Function::count, 1, 1, false},
    {"$exists", Function::exists, 1, 1, false},
    {"$ceil", Function::ceil, 0, 1, true},
    {"$floor", Function::floor, 0, 1, true},
    {"$round", Function::round, 0, 2, true},
    {"$abs", Function::abs, 0, 1, true},
    {"$sqrt", Function::sqrt, 0, 1, true},
    {"$power", Function::power, 2, 2, false},
    {"$length", Function::length, 0, 1, true},
    {"$type", Function::type, 1, 1, false},
    {"$boolean", Function::boolean, 0, 1, true},
    {"$not", Function::inverse, 0, 1, true},
    {"$contains", Function::contains, 2, 2, false},
    {"$lookup", Function::lookup, 2, 2, false},
    {"$filter", Function::filter, 2, 2, false},
    {"$map", Function::map, 2, 2, false},
    {"$reduce", Function::reduce, 2, 3, false},
    {"get_duration", Function::duration, 1, 1, false},
    {"get_duration_v2", Function::duration_v2, 1, 1, false},
    {"get_duration_v3", Function::duration_v3, 1, 1, false},
}};

constexpr std::string_view kBuiltinNames[] = {
    "abs",
    "append",
    "assert",
    "average",
    "base64decode",
    "base64encode",
    "boolean",
    "ceil",
    "clone",
    "contains",
    "count",
    "decodeUrl",
    "decodeUrlComponent",
    "distinct",
    "each",
    "encodeUrl",
    "encodeUrlComponent",
    "error",
    "eval",
    "exists",
    "filter",
    "floor",
    "formatBase",
    "formatInteger",
    "formatNumber",
    "fromMillis",
    "join",
    "keys",
    "length",
    "lookup",
    "lowercase",
    "map",
    "match",
    "max",
    "merge",
    "millis",
    "min",
    "not",
    "now",
    "number",
    "pad",
    "parseInteger",
    "power",
    "random",
    "reduce",
    "replace",
    "reverse",
    "round",
    "shuffle",
    "sift",
    "single",
    "sort",
    "split",
    "spread",
    "sqrt",
    "string",
    "substring",
    "substringAfter",
    "substringBefore",
    "sum",
    "toMillis",
    "trim",
    "type",
    "uppercase",
    "zip",
};

}  // namespace

const FunctionInfo& info_of(Function function) {
  return kFunctions[static_cast<std::size_t>(function)];
}

const FunctionInfo* find_function(std::string_view name) {
  const auto found = std::find_if(kFunctions.begin(), kFunctions.end(),
                                  [&](const FunctionInfo& known) { return known.name == name; });
  return found == kFunctions.end() ? nullptr : &*found;
}

bool is_builtin_name(std::string_view name) {
  return std::find(std::begin(kBuiltinNames), std::end(kBuiltinNames), name) !=
         std::end(kBuiltinNames);
}

}  // namespace wavespeed_mock::formula
