// The form of a model's id: "wavespeed-ai/flux-dev".
#pragma once

#include <string_view>

namespace wavespeed_mock {

// Whether `id` has only letters, digits, ".", "_", "-" and single "/" inside, and no part "." or
// "..": ids become part of URLs as they are, where these mean other things.
bool is_model_id(std::string_view id);

}  // namespace wavespeed_mock
