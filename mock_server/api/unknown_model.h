// The answer to a model id that the catalogue does not have.
#pragma once

#include <string_view>

#include "base/value/api_error.h"
#include "domain/models/catalogue.h"

namespace wavespeed_mock {

// 404 with the nearest ids, and a reason that says how to add a model.
ApiError unknown_model(const Catalogue& catalogue, std::string_view model_id);

}  // namespace wavespeed_mock
