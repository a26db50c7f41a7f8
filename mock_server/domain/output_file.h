// The file behind an output of a task.
//
// Free functions without state; any thread may call them.
#pragma once

#include <cstdint>
#include <string>

#include "records/prediction.h"

namespace wavespeed_mock {

// Whether render_output() can make the outputs of this task.
bool is_renderable(const Prediction& prediction);

// The whole file of the output `index`; the same bytes each time. Only of a renderable task.
std::string render_output(const Prediction& prediction, std::uint32_t index);

}  // namespace wavespeed_mock
