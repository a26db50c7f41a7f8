// The types of models that the service has, with what follows from them: the output, the run time,
// the description.
//
// Functions without state; any thread may call them. The types are those of the live catalogue of
// June 2026.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/value/distribution.h"
#include "records/model.h"

namespace wavespeed_mock {

// All types of the service, sorted.
std::vector<std::string_view> service_types();

// Whether the service has models of that type.
bool is_service_type(std::string_view type);

// What a model returns. Some types say it ("text-to-video"). "lora-support", "portrait-transfer",
// "upscaler" and "ai-remover" leave it to the id and the inputs: a video when the id names one
// ("i2v-480p") or when `takes_video`, else an image. Of an unknown type: what its last word says,
// else an image.
MediaKind output_of_type(std::string_view type, std::string_view id, bool takes_video);

// How long a model runs: an estimate by what it returns and by words in its id, such as "fast" or
// "pro". The service publishes no times.
Distribution estimated_run_time(MediaKind output, std::string_view type, std::string_view id);

// A sentence for a model whose catalogue has none: "Text to image: z-image turbo, by wavespeed-ai."
std::string description_of(std::string_view type, std::string_view id);

}  // namespace wavespeed_mock
