#include "contract/transcript/recorded_request.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/http/base_url_swap.h"
#include "base/http/media_type.h"
#include "base/http/multipart.h"
#include "base/http/path_pattern.h"
#include "base/http/query.h"
#include "base/text/json_parser.h"
#include "base/text/quoting.h"
#include "base/text/sha256.h"
#include "contract/json_difference.h"
#include "contract/transcript/placeholder.h"

namespace wavespeed_mock {
namespace {

using nlohmann::json;

// Clients send two slashes, or one at the end, as the routes allow.
std::string plain_path(std::string_view target) {
  std::string_view path = path_of(target);
  while (path.starts_with("//")) path.remove_prefix(1);
  if (path.size() > 1 && path.ends_with('/')) path.remove_suffix(1);
  return std::string(path);
}

bool stands_for(const std::string& recorded, const std::string& sent) {
  return recorded == sent || has_placeholder(recorded);
}

bool values_stand_for(const json& recorded, const json& sent) {
  if (recorded.is_string() && has_placeholder(recorded.get_ref<const std::string&>())) return true;
  // 1 and 1.0, as clients of different languages write it.
  return recorded.is_number() && sent.is_number() && recorded.get<double>() == sent.get<double>();
}

std::string in_recording(const std::string& name, const std::string& recorded,
                         const std::string& sent) {
  return name + " is " + recorded + " in the recording, not " + sent;
}

std::string described(const std::string& body) {
  if (body.empty()) return "empty";
  return is_text(body) ? json_quote(body) : std::to_string(body.size()) + " bytes";
}

// The parts of a form as one text, without what clients make up for each request.
std::string parts_of(const Request& request) {
  const auto parts = read_multipart(request.headers.get("Content-Type"), request.body);
  if (!parts) return request.body;
  std::string text;
  for (const MultipartPart& part : *parts) {
    text += part.name + ' ' + part.filename.value_or("") + ' ' + part.content_type + '\n';
    text += part.content;
    text += '\n';
  }
  return text;
}

}  // namespace

SentRequest::SentRequest(const Request& request, std::string_view base_url)
    : method(request.method),
      path(plain_path(request.target)),
      has_key(!request.headers.get("Authorization").empty()),
      body(request.body) {
  for (const auto& [name, value] : Query(request.target)) {
    query.emplace_back(name, with_base_url_swapped(value, base_url, kBaseUrlPlaceholder));
  }
  std::sort(query.begin(), query.end());
  if (media_type(request.headers).starts_with("multipart/")) {
    is_form = true;
    body = parts_of(request);
    return;
  }
  auto value = parse_json(body);
  if (!value || !value->is_structured()) return;
  // An address from a wrong Host field can be any text, and what is left without it need not be
  // JSON.
  if (auto swapped = parse_json(with_base_url_swapped(body, base_url, kBaseUrlPlaceholder))) {
    value = std::move(swapped);
  }
  json_body = std::make_shared<const json>(*std::move(value));
  body.clear();
}

RecordedRequest::RecordedRequest(const RecordedExchange& exchange)
    : request_(exchange.request, ""), cut_(exchange.request_cut) {}

std::string RecordedRequest::name() const {
  return shortened(request_.method + ' ' + request_.path);
}

bool RecordedRequest::has_same_path(const SentRequest& sent) const {
  return request_.method == sent.method && stands_for(request_.path, sent.path);
}

std::string RecordedRequest::fingerprint() const {
  std::string text;
  // Each part after its size, so that two texts cannot be taken for two others.
  const auto add = [&](std::string_view part) {
    text += std::to_string(part.size()) + ':';
    text += part;
  };
  add(request_.method);
  add(request_.path);
  for (const auto& [name, value] : request_.query) {
    add(name);
    add(value);
  }
  text += request_.has_key ? "key" : "no key";
  if (request_.json_body != nullptr) add(request_.json_body->dump());
  add(request_.body);
  if (cut_) {
    text += cut_->size ? std::to_string(*cut_->size) : "cut";
    add(cut_->sha256);
  }
  return text;
}

std::optional<std::string> RecordedRequest::difference(const SentRequest& sent) const {
  if (!has_same_path(sent)) return name() + " is another endpoint";
  if (request_.has_key != sent.has_key) {
    return request_.has_key ? "it came with an API key" : "it came without an API key";
  }
  const auto& recorded = request_.query;
  for (std::size_t i = 0; i < std::max(recorded.size(), sent.query.size()); ++i) {
    const auto show = [](const auto& query, std::size_t at) {
      return at < query.size() ? query[at].first + '=' + query[at].second : std::string("nothing");
    };
    const bool same = i < recorded.size() && i < sent.query.size() &&
                      recorded[i].first == sent.query[i].first &&
                      stands_for(recorded[i].second, sent.query[i].second);
    if (!same) {
      return in_recording("query: it", shortened(show(recorded, i), 60),
                          shortened(show(sent.query, i), 60));
    }
  }
  return body_difference(sent);
}

std::optional<std::string> RecordedRequest::body_difference(const SentRequest& sent) const {
  if (cut_) {
    const std::string body = sent.json_body == nullptr ? sent.body : sent.json_body->dump();
    // The boundaries of a form differ each time.
    const bool same = request_.is_form || cut_->sha256.empty() || sha256_hex(body) == cut_->sha256;
    if (same) return std::nullopt;
    return in_recording("body: it", std::to_string(cut_->size.value_or(0)) + " other bytes",
                        std::to_string(body.size()));
  }
  if (request_.json_body != nullptr && sent.json_body != nullptr) {
    const auto differences =
        json_differences(*request_.json_body, *sent.json_body, values_stand_for, 1);
    if (differences.empty()) return std::nullopt;
    const JsonDifference& first = differences.front();
    return in_recording("body: " + (first.path.empty() ? "it" : first.path), first.before,
                        first.after);
  }
  if (request_.json_body == nullptr && sent.json_body == nullptr &&
      stands_for(request_.body, sent.body)) {
    return std::nullopt;
  }
  const auto shown = [](const SentRequest& request) {
    return request.json_body == nullptr ? described(request.body) : json_quote(*request.json_body);
  };
  return in_recording("body: it", shown(request_), shown(sent));
}

}  // namespace wavespeed_mock
