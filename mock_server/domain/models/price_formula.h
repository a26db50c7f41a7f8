// A model's price rule as a JSONata expression, which the catalogue shows to clients.
#pragma once

#include <string>

#include "records/model.h"

namespace wavespeed_mock {

// `{"total_price": base_price * num_images}`: US dollars, over `base_price` and the inputs with
// the schema's defaults filled in. Its value is price_of(), but for the rounding to whole
// micro-dollars.
std::string price_formula(const Model& model);

}  // namespace wavespeed_mock
