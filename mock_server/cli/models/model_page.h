// The page of `wavespeed-mock models show`: the inputs of a model, its price, an example of a call.
//
// Functions without state.
#pragma once

#include <string>

#include "records/model.h"

namespace wavespeed_mock::cli {

// For people, with a line break at its end.
std::string model_page(const Model& model);

// The same for programs.
std::string model_page_json(const Model& model);

}  // namespace wavespeed_mock::cli
