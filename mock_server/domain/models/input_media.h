// Inputs that are media: pictures, videos, sounds or other files for a model to work on, as URLs or
// in Base64.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "records/input_schema.h"

namespace wavespeed_mock {

// Whether a property of a request schema is one, or a list of them: by the uploader that a form
// shows for it (`x-ui-component`), by the files that it takes (`x-accept`), or by its name, such as
// "images" or "mask_image".
bool is_media_property(std::string_view name, const nlohmann::json& schema);

// The kinds of files that such a property takes, ContentKind values or'ed: by `x-accept`, or else
// by its name. 0 when neither tells.
std::uint8_t media_kinds_of(std::string_view name, const nlohmann::json& schema);

// Whether `text` has the form of what the service can fetch: an http or https URL, or a data: URL.
// Nothing is fetched.
bool is_media_url(std::string_view text);

// Nullopt when `text` is such a URL, or a file in Base64 that begins as one of the `kinds` does.
// Otherwise what is wrong, in words that follow the name of the input: "must be an http or https
// URL, a data: URL or an image in Base64, not \"cat.png\"". The time is linear in the text, which
// is not decoded.
std::optional<std::string> find_media_problem(std::string_view text, std::uint8_t kinds);

// The URLs that `inputs`, which satisfy the schema, have in media inputs; views into `inputs`.
std::vector<std::string_view> media_urls(const InputSchema& schema, const nlohmann::json& inputs);

// Whether one of the inputs is a video.
bool takes_video(const InputSchema& schema);

}  // namespace wavespeed_mock
