#include "api/prediction_json.h"

#include "api/base_url.h"
#include "api/envelope.h"
#include "base/text/base64.h"
#include "base/text/json_text.h"
#include "base/value/timestamp.h"
#include "domain/outputs/output_file.h"
#include "domain/outputs/output_text.h"

namespace wavespeed_mock {
namespace {

// Room for a prediction with one output, so that the usual answer is one allocation.
constexpr std::size_t kUsualSize = 640;

// The form of a prediction's files in its `outputs`.
enum class OutputForm { urls, base64 };

// The paths of a prediction, whose id is `digits`: "/api/v3/predictions/<id>/result" and
// "/outputs/<id>/<number>.<extension>".
void append_result_path(std::string& out, std::string_view digits) {
  out += "/api/v3/predictions/";
  out += digits;
  out += "/result";
}
void append_output_path(std::string& out, std::string_view digits, const Prediction& prediction,
                        std::uint32_t index) {
  out += "/outputs/";
  out += digits;
  out += '/';
  append_json_number(out, prediction.output.first_number + index);
  out += '.';
  out += prediction.output.extension;
}

void append_texts(std::string& out, const Prediction& prediction) {
  for (std::uint32_t i = 0; i < prediction.output.count; ++i) {
    if (i > 0) out += ',';
    append_json_string(out, output_text(prediction, i));
  }
}

void append_outputs(std::string& out, std::string_view digits, const Prediction& prediction,
                    OutputForm form, std::string_view base_url) {
  if (returns_text(*prediction.model)) {
    append_texts(out, prediction);
    return;
  }
  for (std::uint32_t i = 0; i < prediction.output.count; ++i) {
    out += i == 0 ? "\"" : ",\"";
    if (form == OutputForm::base64) {
      append_base64(out, render_output(prediction, i));
    } else {
      out += base_url;
      append_output_path(out, digits, prediction, i);
    }
    out += '"';
  }
}

void append_nsfw_flags(std::string& out, const Prediction& prediction) {
  const std::string_view flag = prediction.nsfw ? "true" : "false";
  for (std::uint32_t i = 0; i < prediction.output.count; ++i) {
    if (i > 0) out += ',';
    out += flag;
  }
}

std::int64_t run_milliseconds(const Prediction& prediction) {
  return std::chrono::round<std::chrono::milliseconds>(prediction.ended_at - prediction.started_at)
      .count();
}

TaskError error_of(const Prediction& prediction, Status status) {
  if (!is_final(status) || prediction.failure == nullptr) return {};
  return {prediction.failure->code, prediction.failure->error};
}

void append_prediction(std::string& out, const Prediction& prediction, Status status,
                       const TaskError& error, OutputForm form, std::string_view base_url) {
  const bool completed = status == Status::completed;
  const std::int64_t milliseconds = is_final(status) ? run_milliseconds(prediction) : 0;
  const auto hex = hex_digits(prediction.id);
  const std::string_view digits(hex.data(), hex.size());
  out += R"({"id":")";
  out += digits;
  out += R"(","model":)";
  append_json_string(out, prediction.model->id);
  out += R"(,"outputs":[)";
  if (completed) append_outputs(out, digits, prediction, form, base_url);
  out += R"(],"urls":{"get":")";
  out += base_url;
  append_result_path(out, digits);
  out += R"("},"has_nsfw_contents":[)";
  if (completed) append_nsfw_flags(out, prediction);
  out += R"(],"status":")";
  out += to_text(status);
  out += R"(","created_at":")";
  append_rfc3339(out, prediction.created_at);
  out += R"(","error":)";
  append_json_string(out, error.text);
  out += R"(,"code":)";
  append_json_number(out, error.code);
  out += R"(,"executionTime":)";
  append_json_number(out, milliseconds);
  out += R"(,"timings":{"inference":)";
  append_json_number(out, milliseconds);
  out += "}}";
}

// The object as it was submitted. The parser takes a byte order mark before it and stops at a zero
// byte; neither may come into the answer.
std::string_view submitted_object(std::string_view body) {
  body = body.substr(0, body.find('\0'));
  const std::size_t begin = body.find('{');
  return body.substr(begin, body.rfind('}') - begin + 1);
}

}  // namespace

void append_result_path(std::string& out, const Prediction& prediction) {
  append_result_path(out, to_hex(prediction.id));
}

void append_prediction(std::string& out, const Prediction& prediction, Status status,
                       std::string_view base_url) {
  append_prediction(out, prediction, status, error_of(prediction, status), OutputForm::urls,
                    base_url);
}

Response prediction_response(const Prediction& prediction, Status status, const Request& request) {
  return prediction_response(prediction, status, error_of(prediction, status), request);
}

Response prediction_response(const Prediction& prediction, Status status, const TaskError& error,
                             const Request& request) {
  std::string base_url;
  append_base_url(base_url, request);
  std::string body;
  body.reserve(kUsualSize);
  body += kSuccessHead;
  const OutputForm form = prediction.base64_output ? OutputForm::base64 : OutputForm::urls;
  append_prediction(body, prediction, status, error, form, base_url);
  body += kSuccessTail;
  return json_response(std::move(body));
}

void append_submission(std::string& out, const Prediction& prediction, Status status,
                       std::string_view base_url) {
  append_prediction(out, prediction, status, base_url);
  out.pop_back();
  out += R"(,"inputs":)";
  out += submitted_object(prediction.inputs);
  out += '}';
}

}  // namespace wavespeed_mock
