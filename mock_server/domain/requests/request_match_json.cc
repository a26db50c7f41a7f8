#include "domain/requests/request_match_json.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "base/text/json_parser.h"
#include "base/text/quoting.h"

namespace wavespeed_mock {
namespace {

using nlohmann::json;
using Texts = std::vector<std::string>;

// One text or a list of them; empty when absent.
Texts read_texts(JsonReader& in, std::string_view key) {
  const json* const value = in.value(key);
  if (value == nullptr) return {};
  Texts texts;
  for (const json& item : value->is_array() ? *value : json::array({*value})) {
    if (!item.is_string() || item.get_ref<const std::string&>().empty()) {
      in.fail(key, "must be a text or a list of texts, not " + json_quote(*value));
    }
    texts.push_back(item.get<std::string>());
  }
  if (texts.empty()) in.fail(key, "must not be an empty list; leave it out to match all");
  return texts;
}

Texts read_statuses(JsonReader& in) {
  const json* const value = in.value("status");
  if (value == nullptr) return {};
  Texts statuses;
  for (const json& item : value->is_array() ? *value : json::array({*value})) {
    std::string text = item.is_string() ? item.get<std::string>() : item.dump();
    if (!is_status_form(text)) {
      in.fail("status", std::string(kStatusForm) + json_quote(*value));
    }
    statuses.push_back(std::move(text));
  }
  if (statuses.empty()) {
    in.fail("status", "must not be an empty list; leave it out to match all");
  }
  return statuses;
}

std::optional<HeaderMatch> read_header(JsonReader& in) {
  const json* const value = in.value("header");
  if (value == nullptr) return std::nullopt;
  JsonReader fields(*value, in.where() + ": field \"header\"", "header condition");
  HeaderMatch header{.name = fields.text("name"),
                     .equals = fields.text("equals", ""),
                     .contains = fields.text("contains", ""),
                     .present = fields.boolean("present", true)};
  fields.done();
  return header;
}

void read_answer(JsonReader& in, RequestMatch& match, MatchUse use) {
  if (use == MatchUse::question) {
    match.status.texts = read_statuses(in);
    match.prediction = read_texts(in, "prediction");
    match.fault = read_texts(in, "fault");
    in.refuse("key",
              "is a condition of fault rules only; send the key in the header Authorization, "
              "which selects its account");
    return;
  }
  for (const char* const field : {"status", "prediction"}) {
    in.refuse(field,
              "is a condition on the answer, and fault rules are evaluated before there is one");
  }
}

// One text, or a list.
void write_texts(nlohmann::ordered_json& out, const char* key, const Texts& texts) {
  if (texts.size() == 1) out[key] = texts[0];
  if (texts.size() > 1) out[key] = texts;
}

// A number where it is one.
json status_json(const std::string& status) {
  return status.ends_with("xx") ? json(status) : parse_json(status).value_or(nullptr);
}

void write_statuses(nlohmann::ordered_json& out, const Texts& statuses) {
  if (statuses.empty()) return;
  json list = json::array();
  for (const std::string& status : statuses) list.push_back(status_json(status));
  out["status"] = list.size() == 1 ? list[0] : list;
}

void write_header(nlohmann::ordered_json& out, const HeaderMatch& header) {
  auto& fields = out["header"] = {{"name", header.name}};
  if (!header.equals.empty()) {
    fields["equals"] = header.equals;
  } else if (!header.contains.empty()) {
    fields["contains"] = header.contains;
  } else {
    fields["present"] = header.present;
  }
}

}  // namespace

bool is_status_form(std::string_view text) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  return text.size() == 3 && text[0] >= '1' && text[0] <= '5' &&
         (text.ends_with("xx") || (is_digit(text[1]) && is_digit(text[2])));
}

RequestMatch read_request_match(JsonReader& in, MatchUse use) {
  RequestMatch match;
  match.route.texts = read_texts(in, "route");
  match.method = read_texts(in, "method");
  match.path = read_texts(in, "path");
  match.model = read_texts(in, "model");
  match.header = read_header(in);
  match.prompt = in.text("prompt", "");
  if (const json* const body = in.value("body")) {
    if (!body->is_object()) in.fail("body", "must be an object, not " + json_quote(*body));
    match.body = body->dump(-1, ' ', false, json::error_handler_t::replace);
  }
  read_answer(in, match, use);
  return match;
}

void write_request_match(const RequestMatch& match, nlohmann::ordered_json& out) {
  write_texts(out, "route", match.route.texts);
  write_texts(out, "method", match.method);
  write_texts(out, "path", match.path);
  write_texts(out, "model", match.model);
  if (match.header) write_header(out, *match.header);
  if (!match.prompt.empty()) out["prompt"] = match.prompt;
  if (!match.body.empty()) out["body"] = parse_json(match.body).value_or(nullptr);
  write_statuses(out, match.status.texts);
  write_texts(out, "prediction", match.prediction);
  write_texts(out, "fault", match.fault);
}

}  // namespace wavespeed_mock
