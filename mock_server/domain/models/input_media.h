// Inputs that are media: URLs of pictures, videos, sounds or other files for a model to work on.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string_view>
#include <vector>

#include "records/input_schema.h"

namespace wavespeed_mock {

// Whether a property of a request schema is one, or a list of them: by the uploader that a form
// shows for it (`x-ui-component`), by the files that it takes (`x-accept`), or by its name, such as
// "images" or "mask_image".
bool is_media_property(std::string_view name, const nlohmann::json& schema);

// Whether `text` has the form of what the service can fetch: an http or https URL, or a data: URL.
// Nothing is fetched.
bool is_media_url(std::string_view text);

// The URLs that `inputs`, which satisfy the schema, have in media inputs; views into `inputs`.
std::vector<std::string_view> media_urls(const InputSchema& schema, const nlohmann::json& inputs);

}  // namespace wavespeed_mock
