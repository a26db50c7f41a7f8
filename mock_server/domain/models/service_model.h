// Reads one model as the service's own catalogue has it: an entry of GET /api/v3/models.
//
// What is odd in an entry is the service's mistake, not the user's: it is noted, and the model
// loads all the same.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "domain/models/input_schema_loader.h"
#include "records/model.h"

namespace wavespeed_mock {

// What the catalogue shows of the model. Nullopt, with the reason among the `oddities`, for an
// entry that is not an object or has no "model_id" that can be part of a URL. `where` names the
// entry in oddities.
//
// The schema is the one in "request_schema", or in the entry of type "model_run" of
// "api_schema"."api_schemas".
std::optional<ModelFacts> read_service_facts(const nlohmann::json& entry, const std::string& where,
                                             std::vector<SchemaOddity>& oddities);

// The same model, ready for submissions. What its entry does not say is estimated: see
// model_types.h. A price formula that the mock cannot evaluate is noted, and the model costs its
// base price.
std::optional<Model> load_service_model(const nlohmann::json& entry, const std::string& where,
                                        std::vector<SchemaOddity>& oddities);

}  // namespace wavespeed_mock
