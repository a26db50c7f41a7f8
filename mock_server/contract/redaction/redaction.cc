#include "contract/redaction/redaction.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <utility>

#include "base/http/multipart.h"
#include "base/http/path_pattern.h"
#include "base/http/query.h"
#include "base/text/ascii.h"
#include "base/text/json_parser.h"
#include "contract/contract_check.h"
#include "contract/redaction/secret_names.h"
#include "contract/schema_location.h"

namespace wavespeed_mock {
namespace {

using nlohmann::json;
using nlohmann::ordered_json;

// Calls `part` with each part of `text` between separators, blanks around it left out.
template <class Part>
void for_each_part(std::string_view text, char separator, Part part) {
  while (!text.empty()) {
    const std::size_t end = text.find(separator);
    part(trimmed(text.substr(0, end)));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
}

bool is_header(const Header& field, std::string_view name) {
  return Headers({field}).find(name) != nullptr;
}

// The pointer from `holder` to the schema of a JSON body.
std::string body_schema(const ContractDocument& document, std::string holder,
                        const Headers& headers) {
  if (document.at(holder) == nullptr) return "";
  const auto content = document.content(holder, media_type_of(headers));
  return content ? *content + "/schema" : "";
}

bool is_sensitive(const ContractDocument& document, std::string pointer) {
  const json* const node = pointer.empty() ? nullptr : document.at(pointer);
  return node != nullptr && node->is_object() && node->value("x-sensitive", false);
}

// The query parameters that the contract marks.
std::set<std::string> sensitive_parameters(const ContractDocument& document,
                                           const Operation& operation) {
  std::set<std::string> names;
  const std::string item = operation.pointer.substr(0, operation.pointer.rfind('/'));
  for (const std::string& holder : {item, operation.pointer}) {
    for (std::size_t i = 0;; ++i) {
      std::string location = holder + "/parameters/" + std::to_string(i);
      const json* const parameter = document.at(location);
      if (parameter == nullptr) break;
      if (is_sensitive(document, location)) names.insert(parameter->value("name", ""));
    }
  }
  return names;
}

// The part of a URL or target before its query, with the "?".
std::size_t query_begin(std::string_view url) {
  const std::size_t question = url.find('?');
  return question == std::string_view::npos ? url.size() : question + 1;
}

}  // namespace

std::string Redaction::redacted(std::string_view text) {
  const std::lock_guard lock(mutex_);
  return secrets_.redacted(text);
}

void Redaction::learn_key(const std::string& key) {
  const std::lock_guard lock(mutex_);
  secrets_.learn("key", key);
}

RecordedExchange Redaction::redacted(RecordedExchange exchange) {
  const std::lock_guard lock(mutex_);
  Request& request = exchange.request;
  Response& response = exchange.response;
  if (!exchange.request_cut && request.body.size() > max_body_) {
    exchange.request_cut = cut(std::exchange(request.body, {}));
  }
  if (!exchange.response_cut && response.body.size() > max_body_) {
    exchange.response_cut = cut(std::exchange(response.body, {}));
  }
  const Operation* const operation = document_.find(request.method, path_of(request.target));
  std::string request_schema;
  std::string response_schema;
  if (operation != nullptr) {
    request_schema = body_schema(document_, operation->pointer + "/requestBody", request.headers);
    if (const auto location = document_.response(*operation, response.status)) {
      response_schema = body_schema(document_, *location, response.headers);
    }
  }
  // Keys first, so that they are known wherever else they stand.
  take_from_headers(request.headers);
  take_from_target(request.target, operation);
  take_from_body(request.body, request.headers, request_schema);
  take_from_headers(response.headers);
  take_from_body(response.body, response.headers, response_schema);
  // What was learned from the answer may have been said by the request.
  request.target = secrets_.without_learned(request.target);
  request.body = secrets_.without_learned(request.body);
  return exchange;
}

void Redaction::take_from_headers(Headers& headers) {
  // Learned before anything is written, whatever their order.
  for (const Header& field : headers) {
    if (is_header(field, "Authorization")) {
      const std::string_view value = trimmed(field.value);
      const std::size_t space = value.find(' ');
      const std::size_t key = space == std::string_view::npos ? 0 : space + 1;
      secrets_.learn("key", std::string(trimmed(value.substr(key))));
    } else if (is_header(field, "Cookie") || is_header(field, "Set-Cookie")) {
      for_each_part(field.value, ';', [&](std::string_view pair) {
        const std::size_t equals = pair.find('=');
        constexpr std::size_t kMin = 12;  // "Path=/account" is none
        if (equals == std::string_view::npos || pair.size() - equals <= kMin) return;
        if (pair.starts_with("Expires=") || pair.starts_with("expires=")) return;
        secrets_.learn("secret", std::string(pair.substr(equals + 1)));
      });
    } else if (is_secret_name(field.name)) {
      secrets_.learn("secret", std::string(trimmed(field.value)));
    }
  }
  Headers kept;
  for (const Header& field : headers) {
    if (is_header(field, "Authorization")) {
      const std::string_view value = trimmed(field.value);
      const std::size_t space = value.find(' ');
      const std::size_t key = space == std::string_view::npos ? 0 : space + 1;
      kept.add(field.name, std::string(value.substr(0, key)) +
                               secrets_.learn("key", std::string(trimmed(value.substr(key)))));
    } else if (is_secret_name(field.name)) {
      continue;
    } else if (is_address_header(field.name)) {
      std::string addresses;
      for_each_part(field.value, ',', [&](std::string_view address) {
        if (!addresses.empty()) addresses += ", ";
        addresses += secrets_.placeholder_for("address", std::string(address));
      });
      kept.add(field.name, std::move(addresses));
    } else {
      kept.add(field.name, secrets_.redacted(field.value));
    }
  }
  headers = std::move(kept);
}

void Redaction::take_from_target(std::string& target, const Operation* operation) {
  std::set<std::string> sensitive;
  if (operation != nullptr) sensitive = sensitive_parameters(document_, *operation);
  std::string out = target.substr(0, query_begin(target));
  std::string_view query = std::string_view(target).substr(out.size());
  while (!query.empty()) {
    const std::string_view field = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(field.size() + 1, query.size()));
    const std::size_t equals = std::min(field.find('='), field.size());
    const Query read("?" + std::string(field));
    if (read.begin() != read.end() && !read.begin()->second.empty() &&
        (sensitive.contains(read.begin()->first) || is_secret_parameter(read.begin()->first))) {
      out += std::string(field.substr(0, equals)) + '=' +
             secrets_.learn("secret", read.begin()->second, true);
    } else {
      out += field;
    }
    if (!query.empty()) out += '&';
  }
  target = secrets_.redacted(out);
}

void Redaction::take_from_body(std::string& body, const Headers& headers,
                               const std::string& schema) {
  const std::string type = media_type_of(headers);
  if (body.empty()) return;
  if (type.starts_with("multipart/")) return take_from_form(body, headers);
  // Clients do not always say that it is JSON.
  auto value = parse_ordered_json(body);
  if (value && value->is_structured()) {
    take_from_json(*value, schema, "", false);
    body = value->dump(-1, ' ', false, json::error_handler_t::replace);
  } else {
    body = is_text(body) ? secrets_.redacted(body) : secrets_.without_learned(body);
  }
}

void Redaction::take_from_form(std::string& body, const Headers& headers) {
  const auto parts = read_multipart(headers.get("Content-Type"), body);
  if (!parts) {
    body = is_text(body) ? secrets_.redacted(body) : secrets_.without_learned(body);
    return;
  }
  std::string out;
  std::size_t done = 0;
  for (const MultipartPart& part : *parts) {
    const auto begin = static_cast<std::size_t>(part.content.data() - body.data());
    out += secrets_.redacted(std::string_view(body).substr(done, begin - done));
    if (!part.filename && is_secret_name(part.name)) {
      out += secrets_.learn("secret", std::string(part.content));
    } else if (!part.filename && is_text(part.content)) {
      out += secrets_.redacted(part.content);
    } else {
      out += secrets_.without_learned(part.content);
    }
    done = begin + part.content.size();
  }
  out += std::string_view(body).substr(done);
  body = std::move(out);
}

void Redaction::take_from_json(ordered_json& value, const std::string& schema,
                               std::string_view name, bool secret) {
  const auto below = [&](const std::string& segment) {
    if (schema.empty()) return std::string();
    return schema_at(document_, schema, {segment}).value_or("");
  };
  const bool marked = secret || is_sensitive(document_, schema);
  if (value.is_object()) {
    ordered_json kept = ordered_json::object();
    for (auto& [key, member] : value.items()) {
      const bool named = marked || is_secret_name(key);
      take_from_json(member, below(key), key, named);
      kept[secrets_.without_learned(key)] = std::move(member);
    }
    value = std::move(kept);
  } else if (value.is_array()) {
    for (std::size_t i = 0; i < value.size(); ++i) {
      take_from_json(value[i], below(std::to_string(i)), name, marked);
    }
  } else if (value.is_number()) {
    if (is_sensitive(document_, schema) || is_secret_number(name)) value = 1;
  } else if (value.is_string()) {
    const std::string text = value.get<std::string>();
    if (!marked || text.empty()) {
      value = secrets_.redacted(text);
      return;
    }
    // Of a signed URL only the query is secret, and clients need the rest.
    const std::size_t begin = query_begin(text);
    if ((text.starts_with("http://") || text.starts_with("https://")) && begin < text.size()) {
      std::string url = text.substr(0, begin);
      for_each_part(std::string_view(text).substr(begin), '&', [&](std::string_view field) {
        const std::size_t equals = std::min(field.find('='), field.size());
        if (!url.ends_with('?')) url += '&';
        url += field.substr(0, equals);
        if (equals == field.size()) return;
        const Query read("?" + std::string(field));
        url += '=' + secrets_.learn("secret", read.begin()->second, true);
      });
      value = secrets_.redacted(url);
    } else {
      value = secrets_.learn("secret", text);
    }
  }
}

}  // namespace wavespeed_mock
