#include "api/prediction_json.h"

#include "api/base_url.h"
#include "api/envelope.h"
#include "base/json_text.h"
#include "base/timestamp.h"

namespace wavespeed_mock {
namespace {

// Room for a prediction with one output, so that the usual answer is one allocation.
constexpr std::size_t kUsualSize = 640;

void append_outputs(std::string& out, const Prediction& prediction, std::string_view base_url) {
  for (std::uint32_t i = 0; i < prediction.output.count; ++i) {
    out += i == 0 ? "\"" : ",\"";
    out += base_url;
    append_output_path(out, prediction, i);
    out += '"';
  }
}

void append_nsfw_flags(std::string& out, const Prediction& prediction) {
  for (std::uint32_t i = 0; i < prediction.output.count; ++i) out += i == 0 ? "false" : ",false";
}

std::int64_t run_milliseconds(const Prediction& prediction) {
  return std::chrono::round<std::chrono::milliseconds>(prediction.ended_at - prediction.started_at)
      .count();
}

}  // namespace

void append_output_path(std::string& out, const Prediction& prediction, std::uint32_t index) {
  out += "/outputs/";
  append_hex(out, prediction.id);
  out += '/';
  append_json_number(out, index);
  out += '.';
  out += prediction.output.extension;
}

void append_prediction(std::string& body, const Prediction& prediction, Status status,
                       std::string_view base_url) {
  const bool completed = status == Status::completed;
  const bool failed = status == Status::failed;
  const std::int64_t milliseconds = completed || failed ? run_milliseconds(prediction) : 0;
  body += R"({"id":")";
  append_hex(body, prediction.id);
  body += R"(","model":)";
  append_json_string(body, prediction.model->id);
  body += R"(,"outputs":[)";
  if (completed) append_outputs(body, prediction, base_url);
  body += R"(],"urls":{"get":")";
  body += base_url;
  body += "/api/v3/predictions/";
  append_hex(body, prediction.id);
  body += R"(/result"},"has_nsfw_contents":[)";
  if (completed) append_nsfw_flags(body, prediction);
  body += R"(],"status":")";
  body += to_text(status);
  body += R"(","created_at":")";
  append_rfc3339(body, prediction.created_at);
  body += R"(","error":)";
  append_json_string(body, failed ? std::string_view(prediction.failure->error) : "");
  body += R"(,"code":)";
  append_json_number(body, failed ? prediction.failure->code : 0);
  body += R"(,"executionTime":)";
  append_json_number(body, milliseconds);
  body += R"(,"timings":{"inference":)";
  append_json_number(body, milliseconds);
  body += "}}";
}

Response prediction_response(const Prediction& prediction, Status status, const Request& request) {
  std::string base_url;
  append_base_url(base_url, request);

  std::string body;
  body.reserve(kUsualSize);
  body += kSuccessHead;
  append_prediction(body, prediction, status, base_url);
  body += kSuccessTail;
  return json_response(std::move(body));
}

}  // namespace wavespeed_mock
