// How a prediction looks in answers. Written by hand into one string: this is what clients poll.
#pragma once

#include <string>
#include <string_view>

#include "domain/lifecycle.h"
#include "records/prediction.h"
#include "wavespeed_mock/message.h"

namespace wavespeed_mock {

// HTTP 200 with the prediction in the envelope: every field of a prediction, always, `outputs`
// empty until it has completed, durations in milliseconds.
Response prediction_response(const Prediction& prediction, Status status, const Request& request);

// The prediction alone, as its webhook has it. `base_url` is where the client thinks the mock is.
void append_prediction(std::string& out, const Prediction& prediction, Status status,
                       std::string_view base_url);

// The path of an output's file: "/outputs/<id>/<index>.<extension>".
void append_output_path(std::string& out, const Prediction& prediction, std::uint32_t index);

}  // namespace wavespeed_mock
