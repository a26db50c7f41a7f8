// Reads the field "price" of a fixture's model.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "domain/models/price_rule.h"
#include "records/input_schema.h"

namespace wavespeed_mock {

// Throws ConfigError naming `where` and the field. The rule may use the inputs that the schema has.
PriceRule load_price_rule(const nlohmann::json& entry, const std::string& where,
                          const InputSchema& inputs);

}  // namespace wavespeed_mock
