#include "runner/request_building.h"

#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>

#include "base/http/web_url.h"
#include "base/text/base64.h"

namespace wavespeed_mock {
namespace {

using nlohmann::json;

constexpr std::string_view kBoundary = "wavespeed-mock-contract";
// In addition to letters and digits.
constexpr std::string_view kPlainInQuery = "-._~";
constexpr std::string_view kPlainInPath = "-._~/:@!$&'()*+,;=";

std::string percent_encoded(std::string_view text, std::string_view plain) {
  constexpr char kHex[] = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const bool letter_or_digit =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (letter_or_digit || plain.find(c) != std::string_view::npos) {
      out += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += '%';
    out += kHex[byte >> 4];
    out += kHex[byte & 15];
  }
  return out;
}

std::string as_text(const json& value) {
  return value.is_string() ? value.get<std::string>() : value.dump();
}

std::string filled_path(const RequestTemplate& from, const Variables& variables) {
  std::string path;
  std::string_view rest = from.pattern;
  while (!rest.empty()) {
    const std::size_t begin = rest.find('{');
    path += rest.substr(0, begin);
    if (begin == std::string_view::npos) break;
    const std::size_t end = rest.find('}', begin);
    std::string name(rest.substr(begin + 1, end - begin - 1));
    name.resize(std::min(name.find('.'), name.size()));
    path += percent_encoded(as_text(variables.resolved(from.path->at(name))), kPlainInPath);
    rest.remove_prefix(end + 1);
  }
  return path;
}

std::string query_of(const RequestTemplate& from, const Variables& variables) {
  std::string query;
  if (from.query == nullptr) return query;
  for (const auto& [name, value] : from.query->items()) {
    query += query.empty() ? '?' : '&';
    query += percent_encoded(name, kPlainInQuery) + '=' +
             percent_encoded(as_text(variables.resolved(value)), kPlainInQuery);
  }
  return query;
}

// As browsers write names in multipart/form-data: what would end the text is percent-encoded.
std::string quoted_in_form(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\r' || c == '\n') {
      quoted += c == '"' ? "%22" : c == '\r' ? "%0D" : "%0A";
    } else {
      quoted += c;
    }
  }
  return quoted + '"';
}

std::string part_head(const std::string& name, const json& part) {
  std::string head = "--" + std::string(kBoundary) +
                     "\r\nContent-Disposition: form-data; name=" + quoted_in_form(name);
  if (part.is_string()) return head + "\r\n\r\n";
  if (part.contains("filename")) head += "; filename=" + quoted_in_form(as_text(part["filename"]));
  if (part.contains("type")) head += "\r\nContent-Type: " + as_text(part["type"]);
  return head + "\r\n\r\n";
}

std::string form_body(const json& form) {
  std::string body;
  for (const auto& [name, part] : form.items()) {
    body += part_head(name, part);
    if (part.is_string()) {
      body += part.get<std::string>();
    } else if (part.contains("text")) {
      body += as_text(part["text"]);
    } else {
      body += from_base64(as_text(part["base64"])).value_or("");
    }
    body += "\r\n";
  }
  return body + "--" + std::string(kBoundary) + "--\r\n";
}

// The body, and its Content-Type unless the step says another.
std::pair<std::string, std::string> body_of(const RequestTemplate& from,
                                            const Variables& variables) {
  if (from.json != nullptr) {
    // What was captured from a header need not be UTF-8.
    return {variables.resolved(*from.json).dump(-1, ' ', false, json::error_handler_t::replace),
            "application/json"};
  }
  if (from.form != nullptr) {
    return {form_body(variables.resolved(*from.form)),
            "multipart/form-data; boundary=" + std::string(kBoundary)};
  }
  // Most often it is JSON that is broken on purpose.
  if (from.text) return {variables.resolved_text(*from.text), "application/json"};
  if (from.base64) return {from_base64(*from.base64).value_or(""), "application/octet-stream"};
  return {};
}

// The host that clients of `url` name.
std::string host_of(const std::string& url) {
  std::string_view problem;
  const auto parsed = parse_web_url(url, problem);
  return parsed ? host_field(*parsed) : "";
}

// Leaves `target` what is below `base`; false when it is elsewhere.
bool strip_base(std::string& target, const std::string& base) {
  if (!target.starts_with("http://") && !target.starts_with("https://")) return true;
  if (!target.starts_with(base)) return false;
  const std::string rest = target.substr(base.size());
  if (!rest.empty() && rest.front() != '/' && rest.front() != '?') return false;
  target = rest.starts_with('/') ? rest : '/' + rest;
  return true;
}

}  // namespace

BuiltRequest build_request(const RequestTemplate& from, const Variables& variables,
                           const ContractTarget& target) {
  BuiltRequest built;
  Request& request = built.request;
  request.method = from.method;
  request.target = from.target ? variables.resolved_text(*from.target)
                               : filled_path(from, variables) + query_of(from, variables);
  if (!strip_base(request.target, target.base_url())) {
    built.elsewhere = std::exchange(request.target, "");
  }
  auto [body, type] = body_of(from, variables);
  request.body = std::move(body);

  const json headers = from.headers == nullptr ? json::object() : variables.resolved(*from.headers);
  const auto own = [&](std::string_view name) {
    Headers names;
    for (const auto& [header, value] : headers.items()) names.add(header, "");
    return names.find(name) != nullptr;
  };
  const bool is_here = built.elsewhere.empty();
  const std::string host = host_of(is_here ? target.base_url() : built.elsewhere);
  if (!own("Host")) request.headers.add("Host", host);
  if (from.sends_key && is_here && !own("Authorization")) {
    request.headers.add("Authorization", "Bearer " + target.key());
  }
  if (!type.empty() && !own("Content-Type")) request.headers.add("Content-Type", type);
  for (const auto& [name, value] : headers.items()) {
    if (value.is_null()) continue;
    std::string text = as_text(value);
    // No other host may see the key, whatever the case says.
    if (!is_here && text.find(target.key()) != std::string::npos) continue;
    request.headers.add(name, std::move(text));
  }
  return built;
}

Request plain_get(const ContractTarget& target, const std::string& path) {
  return {.method = "GET",
          .target = path,
          .headers = {{"Host", host_of(target.base_url())},
                      {"Authorization", "Bearer " + target.key()}},
          .body = ""};
}

}  // namespace wavespeed_mock
