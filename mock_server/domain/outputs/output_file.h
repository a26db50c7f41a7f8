// The files of a task's outputs, made when a client requests them.
//
// Functions without state; any thread may call them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "records/prediction.h"

namespace wavespeed_mock {

// The whole file of the output with that index, below `prediction.output.count`. The same
// prediction and index give the same bytes as long as the encoding libraries stay the same.
// Throws std::runtime_error or std::bad_alloc when memory runs out.
std::string render_output(const Prediction& prediction, std::uint32_t index);

// For `Content-Type`: "image/png" for "png", lower case, no dot. "application/octet-stream" for
// what is not known.
std::string_view content_type_of(std::string_view extension);

}  // namespace wavespeed_mock
