#include "api/uploads.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "api/envelope.h"
#include "api/file_response.h"
#include "api/json_body.h"
#include "api/upload_url.h"
#include "base/http/multipart.h"
#include "base/text/quoting.h"
#include "base/value/timestamp.h"
#include "domain/models/input_validation.h"
#include "domain/uploads/upload_types.h"

namespace wavespeed_mock {
namespace {

using nlohmann::ordered_json;

constexpr std::string_view kPart = "file";
constexpr std::string_view kSignature = "signature=";

// The one file in the form.
Outcome<MultipartPart> read_file_part(const Request& request) {
  auto parts = read_multipart(request.headers.get("Content-Type"), request.body);
  if (!parts) return parts.error();
  const auto is_file = [](const MultipartPart& part) { return part.name == kPart; };
  const auto part = std::find_if(parts->begin(), parts->end(), is_file);
  if (part == parts->end()) {
    std::string names;
    for (const MultipartPart& other : *parts) {
      names += (names.empty() ? "" : ", ") + ('"' + other.name + '"');
    }
    return bad_request("the form has no part \"file\"; its parts are: " +
                       (names.empty() ? "none" : shortened(names)));
  }
  if (!part->filename) return bad_request("the part \"file\" of the form has no filename");
  if (std::count_if(part, parts->end(), is_file) > 1) {
    return bad_request("the form has more than one part \"file\"; send one file at a time");
  }
  return std::move(*part);
}

Outcome<Uploads::Record> store_form(const ApiContext& context, const Call& call,
                                    const SizeLimits& limits) {
  const auto part = read_file_part(call.request);
  if (!part) return part.error();
  const FileClaim claim{.filename = *part->filename, .content_type = part->content_type};
  return context.uploads.add(*call.account, claim, part->content, call.now, limits);
}

std::string url_of(const Upload& upload, const Request& request) {
  std::string url;
  append_upload_url(url, request, upload);
  return url;
}

ordered_json description(const Upload& upload, const Request& request) {
  return {{"type", to_text(upload.kind)},
          {"download_url", url_of(upload, request)},
          {"filename", upload.filename},
          {"size", upload.size}};
}

// "2026-01-01T00:00:00Z", of a whole second.
std::string whole_seconds(Timestamp time) {
  constexpr std::size_t kToSeconds = 19;
  return to_rfc3339(time).substr(0, kToSeconds) + 'Z';
}

const InputSchema& ticket_schema() {
  static const InputSchema schema = [] {
    constexpr auto kString = static_cast<std::uint8_t>(InputType::string);
    InputRule filename{.name = "filename", .types = kString, .required = true};
    InputRule size{
        .name = "size", .types = static_cast<std::uint8_t>(InputType::integer), .required = true};
    size.minimum = 1;
    InputRule content_type{.name = "content_type", .types = kString, .nullable = true};
    return InputSchema{{std::move(filename), std::move(size), std::move(content_type)}};
  }();
  return schema;
}

// More than any limit when it does not fit.
std::uint64_t whole_number(const nlohmann::json& value) {
  if (value.is_number_unsigned()) return value.get<std::uint64_t>();
  constexpr double kHuge = 1e18;
  return static_cast<std::uint64_t>(std::min(value.get<double>(), kHuge));
}

std::string_view text_or_empty(const nlohmann::json& object, const char* key) {
  const auto it = object.find(key);
  const bool is_text = it != object.end() && it->is_string();
  return is_text ? std::string_view(it->get_ref<const std::string&>()) : "";
}

// The signature in the query; empty without one.
std::string_view signature_of(std::string_view target) {
  const std::size_t question = target.find('?');
  std::string_view query = target.substr(std::min(question, target.size()));
  while (!query.empty()) {
    query.remove_prefix(1);
    const std::string_view parameter = query.substr(0, query.find('&'));
    if (parameter.starts_with(kSignature)) return parameter.substr(kSignature.size());
    query.remove_prefix(parameter.size());
  }
  return {};
}

}  // namespace

Outcome<Response> upload_binary(const ApiContext& context, const Call& call) {
  const auto upload = store_form(context, call, {});
  if (!upload) return upload.error();
  return success(description(**upload, call.request));
}

Outcome<Response> upload_old(const ApiContext& context, const Call& call) {
  const auto upload = store_form(context, call, kOldLimits);
  if (!upload) return upload.error();
  return success({{"url", url_of(**upload, call.request)}});
}

Outcome<Response> upload_ticket(const ApiContext& context, const Call& call) {
  nlohmann::json body;
  if (auto problem = read_json_object(call.request, body)) return *std::move(problem);
  if (auto problem = find_input_problem(ticket_schema(), body)) return bad_request(*problem);

  const FileClaim claim{.filename = text_or_empty(body, "filename"),
                        .content_type = text_or_empty(body, "content_type")};
  const auto opened =
      context.uploads.open_ticket(*call.account, claim, whole_number(body["size"]), call.now);
  if (!opened) return opened.error();
  const Upload& ticket = **opened;
  ordered_json data = description(ticket, call.request);
  data["upload"] = {{"method", "PUT"},
                    {"url", url_of(ticket, call.request) + '?' + std::string(kSignature) +
                                ticket_signature(ticket)},
                    {"expires_at", whole_seconds(ticket.ticket_until)},
                    {"headers", {{"Content-Type", ticket.content_type}, {"If-None-Match", "*"}}}};
  return success(data);
}

Outcome<Response> put_upload(const ApiContext& context, const Call& call) {
  const Request& request = call.request;
  const auto stored =
      context.uploads.redeem(call.values[0], call.values[1], signature_of(request.target),
                             request.headers.get("Content-Type"), request.body, call.now);
  if (!stored) return stored.error();
  // As object storage answers: no envelope and no body.
  return Response{.status = 200, .headers = {{"ETag", '"' + (*stored)->etag + '"'}}};
}

Outcome<Response> get_upload(const ApiContext& context, const Call& call) {
  const auto upload = context.uploads.find_file(call.values[0], call.values[1], call.now);
  if (upload == nullptr) {
    return ApiError{.http = 404, .code = 404, .message = "Upload not found"};
  }
  return file_response(call.request, {.content_type = upload->content_type,
                                      .etag = upload->etag,
                                      .bytes = [&] { return upload->content->read(); }});
}

}  // namespace wavespeed_mock
