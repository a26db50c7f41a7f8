#include "contract/transcript/transcript.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/file/text_files.h"
#include "base/http/field_bytes.h"
#include "base/http/media_type.h"
#include "base/text/ascii.h"
#include "base/text/base64.h"
#include "base/text/json_parser.h"
#include "base/text/json_reader.h"
#include "base/text/quoting.h"
#include "base/text/sha256.h"
#include "base/value/timestamp.h"
#include "contract/transcript/request_line.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock {
namespace {

using nlohmann::json;
using nlohmann::ordered_json;

constexpr const char* kVersionField = "wavespeed_mock_transcript";
constexpr int kVersion = 1;

// In lower case.
constexpr std::string_view kConnectionHeaders[] = {
    "accept-encoding",
    "connection",
    "content-length",
    "date",
    "expect",
    "host",
    "keep-alive",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
};

std::string dump(const ordered_json& value) {
  return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

// A list of pairs, because names may repeat and their order may matter.
ordered_json headers_json(const Headers& headers) {
  ordered_json list = ordered_json::array();
  for (const Header& field : headers) {
    if (!is_connection_header(field.name)) list.push_back({field.name, field.value});
  }
  return list;
}

void put_body(ordered_json& message, const Headers& headers, const std::string& body,
              std::optional<CutBody> cut_body, std::size_t max) {
  if (!cut_body && body.size() > max) cut_body = cut(body);
  if (cut_body) {
    message["cut"] = true;
    if (cut_body->size) message["size"] = *cut_body->size;
    if (!cut_body->sha256.empty()) message["sha256"] = cut_body->sha256;
    return;
  }
  if (body.empty()) return;
  if (media_type(headers).ends_with("json")) {
    // In a line it is the field of a field.
    if (auto value = parse_ordered_json(body, {.levels_around = 2})) {
      message["json"] = *std::move(value);
      return;
    }
  }
  if (is_text(body)) {
    message["text"] = body;
  } else {
    std::string text;
    append_base64(text, body);
    message["base64"] = std::move(text);
  }
}

Timestamp read_time(JsonReader& reader, std::string_view key) {
  const auto time = parse_iso8601(reader.text(key));
  if (!time) reader.fail(key, "must be " + std::string(kTimeForms));
  return *time;
}

// Replay sends the fields as they are.
void check_field(const std::string& name, const std::string& value, const std::string& where) {
  if (!is_field_name(name)) {
    throw ConfigError(where + ": " + json_quote(name) + " cannot be the name of a header field");
  }
  const std::size_t wrong = find_wrong_byte(value, kInField);
  if (wrong == value.size()) return;
  throw ConfigError(where + ": the value of " + json_quote(name) + " has " +
                    name_of_byte(value, wrong) + ", which HTTP does not allow there");
}

// The reader of a part of `line`; `ordered` is the same part with its order kept.
class MessageReader {
 public:
  MessageReader(const json& message, const ordered_json& ordered, const std::string& where)
      : reader_(message, where), ordered_(ordered) {}

  JsonReader& reader() { return reader_; }

  Headers headers() {
    Headers headers;
    reader_.each("headers", [&](const json& field, const std::string& where) {
      if (!field.is_array() || field.size() != 2 || !field[0].is_string() ||
          !field[1].is_string()) {
        throw ConfigError(where + R"(: must be ["name", "value"])");
      }
      check_field(field[0].get_ref<const std::string&>(), field[1].get_ref<const std::string&>(),
                  where);
      headers.add(field[0].get<std::string>(), field[1].get<std::string>());
    });
    return headers;
  }

  std::string body(std::optional<CutBody>& cut_body) {
    const json* const value = reader_.value("json");
    const json* const text = reader_.value("text");
    const json* const base64 = reader_.value("base64");
    const bool is_cut = reader_.boolean("cut", false);
    const auto given = (value != nullptr) + (text != nullptr) + (base64 != nullptr) + is_cut;
    if (given > 1) reader_.fail("json", R"(only one of "json", "text", "base64", "cut")");
    if (is_cut) {
      constexpr std::int64_t kMax = std::int64_t{1} << 53;
      cut_body = CutBody{.sha256 = reader_.text("sha256", "")};
      if (const auto size = reader_.optional_integer("size", 0, kMax)) {
        cut_body->size = static_cast<std::uint64_t>(*size);
      }
    }
    if (value != nullptr) return dump(ordered_.at("json"));
    if (text != nullptr) {
      if (!text->is_string()) reader_.fail("text", "must be a string");
      return text->get<std::string>();
    }
    if (base64 == nullptr) return "";
    auto bytes = base64->is_string() ? from_base64(base64->get_ref<const std::string&>())
                                     : std::optional<std::string>();
    if (!bytes) reader_.fail("base64", "must be Base64 with padding");
    return *std::move(bytes);
  }

 private:
  JsonReader reader_;
  const ordered_json& ordered_;
};

MessageReader part(JsonReader& line, const ordered_json& ordered, const char* key) {
  const json* const value = line.value(key);
  if (value == nullptr) line.fail(key, "is missing");
  return {*value, ordered.at(key), line.where() + ": " + key};
}

RecordedExchange read_exchange(const std::string& text, const std::string& where) {
  const json value = parse_config_json(text, where);
  const ordered_json ordered = parse_ordered_json(text, kJsonFile).value();
  JsonReader reader(value, where);
  RecordedExchange exchange;
  exchange.at = read_time(reader, "at");
  constexpr double kMaxMs = 1e9;
  exchange.took = std::chrono::duration_cast<Duration>(
      std::chrono::duration<double, std::milli>(reader.number("ms", 0, kMaxMs)));
  exchange.operation = reader.text("operation", "");

  MessageReader request = part(reader, ordered, "request");
  exchange.request.method = read_method(request.reader());
  exchange.request.target = read_target(request.reader(), exchange.request.method);
  exchange.request.headers = request.headers();
  exchange.request.body = request.body(exchange.request_cut);
  request.reader().done();

  MessageReader response = part(reader, ordered, "response");
  exchange.response.status = static_cast<int>(response.reader().integer("status", 200, 599));
  exchange.response.headers = response.headers();
  exchange.response.body = response.body(exchange.response_cut);
  response.reader().done();
  reader.done();
  return exchange;
}

TranscriptHeader read_header(const std::string& text, const std::string& where) {
  const json value = parse_config_json(text, where);
  if (!value.is_object() || !value.contains(kVersionField)) {
    throw ConfigError(where + R"(: a transcript begins with {"wavespeed_mock_transcript": 1, …})");
  }
  JsonReader reader(value, where);
  reader.integer(kVersionField, kVersion, kVersion);
  TranscriptHeader header{.upstream = reader.text("upstream", ""),
                          .recorded = read_time(reader, "recorded"),
                          .about = reader.text("about", "")};
  if (const json* const options = reader.value("options")) {
    if (!options->is_object()) reader.fail("options", "must be an object");
    for (const auto& [name, option] : options->items()) {
      if (!option.is_string()) reader.fail("options", "must have string values only");
      header.options[name] = option.get<std::string>();
    }
  }
  reader.done();
  return header;
}

}  // namespace

bool is_connection_header(std::string_view name) {
  const std::string wanted = lower(name);
  return std::find(std::begin(kConnectionHeaders), std::end(kConnectionHeaders), wanted) !=
         std::end(kConnectionHeaders);
}

bool is_text(std::string_view text) {
  try {
    const std::string ignored = json(text).dump();
    return true;
  } catch (const json::type_error&) {
    return false;
  }
}

CutBody cut(std::string_view bytes) {
  return {.size = bytes.size(), .sha256 = sha256_hex(bytes)};
}

std::string to_line(const TranscriptHeader& header) {
  ordered_json line = {{kVersionField, kVersion}};
  if (!header.about.empty()) line["about"] = header.about;
  if (!header.upstream.empty()) line["upstream"] = header.upstream;
  line["recorded"] = to_rfc3339(header.recorded);
  for (const auto& [name, value] : header.options) line["options"][name] = value;
  return dump(line);
}

std::string to_line(const RecordedExchange& exchange, std::size_t max_body) {
  const double ms = std::chrono::duration<double, std::milli>(exchange.took).count();
  ordered_json line = {{"at", to_rfc3339(exchange.at)}, {"ms", std::round(ms * 10) / 10}};
  if (!exchange.operation.empty()) line["operation"] = exchange.operation;
  ordered_json& request = line["request"];
  request = {{"method", exchange.request.method}, {"target", exchange.request.target}};
  request["headers"] = headers_json(exchange.request.headers);
  put_body(request, exchange.request.headers, exchange.request.body, exchange.request_cut,
           max_body);
  ordered_json& response = line["response"];
  response = {{"status", exchange.response.status}};
  response["headers"] = headers_json(exchange.response.headers);
  put_body(response, exchange.response.headers, exchange.response.body, exchange.response_cut,
           max_body);
  return dump(line);
}

Transcript parse_transcript(std::string_view text, const std::string& where) {
  Transcript transcript;
  bool has_header = false;
  for (std::size_t number = 1; !text.empty(); ++number) {
    const std::size_t end = text.find('\n');
    const std::string line(text.substr(0, end));
    const bool torn = end == std::string_view::npos;
    text.remove_prefix(torn ? text.size() : end + 1);
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    // The program was stopped in the middle of a line.
    if (torn && has_header && !is_json(line)) break;
    const std::string here = where + ": line " + std::to_string(number);
    if (!has_header) {
      transcript.header = read_header(line, here);
      has_header = true;
    } else {
      transcript.exchanges.push_back(read_exchange(line, here));
      transcript.exchanges.back().line = number;
    }
  }
  if (!has_header) throw ConfigError(where + ": is empty; a transcript begins with its header");
  return transcript;
}

Transcript read_transcript(const std::filesystem::path& path) {
  const std::string where = "transcript " + path.string();
  const FileText file = file_text(path, kMaxTranscriptFile);
  if (!file.problem.empty()) throw ConfigError(where + ": cannot be read: " + file.problem);
  return parse_transcript(file.text, where);
}

}  // namespace wavespeed_mock
