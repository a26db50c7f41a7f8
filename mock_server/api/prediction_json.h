// How a prediction looks in answers. Written by hand into one string: this is what clients poll.
#pragma once

#include <string>
#include <string_view>

#include "domain/tasks/lifecycle.h"
#include "records/prediction.h"
#include "wavespeed_mock/message.h"

namespace wavespeed_mock {

// HTTP 200 with the prediction in the envelope: every field of a prediction, always, `outputs`
// empty until it has completed, durations in milliseconds. Outputs are URLs, or the files
// themselves as Base64 texts where the task asks for that; of text models they are the texts.
Response prediction_response(const Prediction& prediction, Status status, const Request& request);

// What `error` and `code` say of a task; nothing by default.
struct TaskError {
  int code = 0;
  std::string_view text;
};

// The same with an error of its own, which also a task that still runs can have.
Response prediction_response(const Prediction& prediction, Status status, const TaskError& error,
                             const Request& request);

// Appends the prediction alone, as a JSON object, for lists and webhooks: outputs are never Base64
// there, so that listing renders no file. `base_url` is where the client thinks the mock is.
void append_prediction(std::string& out, const Prediction& prediction, Status status,
                       std::string_view base_url);

// The same with `inputs`, the object that was submitted.
void append_submission(std::string& out, const Prediction& prediction, Status status,
                       std::string_view base_url);

// The path that a prediction's `urls.get` names: "/api/v3/predictions/<id>/result".
void append_result_path(std::string& out, const Prediction& prediction);

}  // namespace wavespeed_mock
