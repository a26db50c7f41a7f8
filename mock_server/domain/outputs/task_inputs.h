// What a task's inputs say about the look of its outputs, or about their length.
// Read only when a file is rendered.
//
// A function without state; any thread may call it.
#pragma once

#include <string>

#include "records/prediction.h"

namespace wavespeed_mock {

struct TaskInputs {
  std::string prompt;  // `prompt`, or else `text`; "" when it has neither
  double seconds = 0;  // of video or sound, 1 to 600
};

// The length is the model's input `duration`, by its default when it is not given or negative, as
// it is for "as you like". Without it, a video has 5 seconds, and a sound one for 15 characters.
TaskInputs read_task_inputs(const Prediction& prediction);

}  // namespace wavespeed_mock
