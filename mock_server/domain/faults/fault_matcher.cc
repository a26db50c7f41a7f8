#include "domain/faults/fault_matcher.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <tuple>
#include <utility>

#include "base/text/nearest.h"
#include "base/text/quoting.h"
#include "base/text/text_match.h"
#include "contract/redaction/secret_names.h"
#include "records/api_key.h"

namespace wavespeed_mock {
namespace {

using nlohmann::json;

constexpr std::string_view kSubmit = "submit";

// One text or a list of them; empty when absent.
std::vector<std::string> load_texts(JsonReader& in, std::string_view key) {
  const json* value = in.value(key);
  if (value == nullptr) return {};
  const json list = value->is_array() ? *value : json::array({*value});
  std::vector<std::string> texts;
  for (const json& item : list) {
    if (!item.is_string() || item.get_ref<const std::string&>().empty()) {
      in.complain(key, "must be a text or a list of texts, not " + json_quote(*value));
    }
    texts.push_back(item.get<std::string>());
  }
  if (texts.empty()) in.complain(key, "must not be an empty list; leave it out to fit all");
  return texts;
}

std::string load_key(JsonReader& in) {
  std::string key = in.text("key", "");
  // The key itself stands in no message.
  if (!key.empty() && !is_well_formed_key(key)) {
    in.complain("key", "must be an API key: 1 to 512 visible ASCII characters without a space");
  }
  return key;
}

std::vector<std::string> load_methods(JsonReader& in) {
  std::vector<std::string> methods = load_texts(in, "method");
  for (const std::string& method : methods) {
    const bool upper =
        std::all_of(method.begin(), method.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    if (!upper)
      in.complain("method", "must be a method such as \"POST\", not \"" + shortened(method) + "\"");
  }
  return methods;
}

bool any_of(const std::vector<std::string>& texts, std::string_view wanted) {
  return texts.empty() || std::find(texts.begin(), texts.end(), wanted) != texts.end();
}

// As it was given: one text, or a list.
void write_texts(nlohmann::ordered_json& out, const char* key,
                 const std::vector<std::string>& texts) {
  if (texts.size() == 1) out[key] = texts[0];
  if (texts.size() > 1) out[key] = texts;
}

// A HEAD request is matched as a GET, as routes match it.
std::string_view routed_method(const Request& request) {
  return request.method == "HEAD" ? std::string_view("GET") : std::string_view(request.method);
}

}  // namespace

FaultMatcher::RouteCondition FaultMatcher::load_route(const JsonReader& in, const std::string& text,
                                                      std::span<const std::string_view> routes) {
  const std::size_t slash = text.find(" /");
  if (slash == std::string::npos) {
    if (std::find(routes.begin(), routes.end(), text) == routes.end()) {
      std::string all;
      for (const std::string_view name : routes) {
        all += (all.empty() ? "\"" : ", \"") + std::string(name) + "\"";
      }
      in.complain("route", "\"" + shortened(text) + "\" is not a route" +
                               did_you_mean(text, routes) + "; it must be one of " + all +
                               " or a method and a path such as \"GET /api/v3/balance\"");
    }
    return {.text = text};
  }
  RouteCondition route{.text = text, .method = text.substr(0, slash)};
  route.path = std::make_unique<const std::string>(text.substr(slash + 1));
  const auto placeholders = std::count(route.path->begin(), route.path->end(), '{');
  if (static_cast<std::size_t>(placeholders) > std::tuple_size_v<PathValues> ||
      route.path->find_first_of(" ?") != std::string::npos) {
    in.complain("route", "\"" + shortened(text) +
                             "\" must have a path without a query and with two {…} at most");
  }
  route.pattern.emplace(*route.path);
  return route;
}

std::optional<FaultMatcher::HeaderCondition> FaultMatcher::load_header(JsonReader& in) {
  const json* value = in.value("header");
  if (value == nullptr) return std::nullopt;
  JsonReader fields(*value, in.where() + ": field \"header\"", "header condition");
  HeaderCondition header{.name = fields.text("name")};
  if (is_secret_name(header.name)) {
    fields.complain("name", "\"" + shortened(header.name) +
                                "\" holds a secret, which rules must not; use \"key\"");
  }
  const std::string equals = fields.text("equals", "");
  const std::string contains = fields.text("contains", "");
  const json* present = fields.value("present");
  header.present = fields.boolean("present", true);
  fields.done();
  if (!equals.empty() + !contains.empty() + (present != nullptr) > 1) {
    in.complain("header", "must have one of \"equals\", \"contains\" and \"present\"");
  }
  if (!equals.empty()) header.kind = HeaderCondition::Kind::equals;
  if (!contains.empty()) header.kind = HeaderCondition::Kind::contains;
  header.text = equals + contains;
  return header;
}

FaultMatcher FaultMatcher::load(JsonReader& in, std::span<const std::string_view> routes) {
  FaultMatcher matcher;
  for (const std::string& text : load_texts(in, "route")) {
    matcher.routes_.push_back(load_route(in, text, routes));
  }
  matcher.methods_ = load_methods(in);
  matcher.models_ = load_texts(in, "model");
  matcher.key_ = load_key(in);
  matcher.header_ = load_header(in);
  matcher.prompt_ = in.text("prompt", "");
  if (!matcher.prompt_.empty() && !matcher.names_routes()) matcher.limit_to_submissions();
  if (!matcher.prompt_.empty() && !matcher.takes_submissions()) {
    in.complain("prompt", "is a condition for the route \"submit\": other requests have none");
  }
  return matcher;
}

void FaultMatcher::limit_to_submissions() {
  routes_.push_back({.text = std::string(kSubmit)});
}

bool FaultMatcher::takes_submissions() const {
  return routes_.empty() || std::any_of(routes_.begin(), routes_.end(), [](const auto& route) {
           return route.text == kSubmit || route.pattern;
         });
}

bool FaultMatcher::fits(const RouteCondition& route, const FaultQuestion& question) {
  if (!route.pattern) return route.text == question.route;
  PathValues values;
  return route.method == routed_method(question.request) &&
         route.pattern->fits(question.path, values);
}

bool FaultMatcher::concerns(const FaultQuestion& question, const Store& store) const {
  const bool route = routes_.empty() ||
                     std::any_of(routes_.begin(), routes_.end(),
                                 [&](const auto& condition) { return fits(condition, question); });
  if (!route || !any_of(methods_, question.request.method)) return false;
  const bool model =
      models_.empty() || std::any_of(models_.begin(), models_.end(), [&](const auto& pattern) {
        return !question.model.empty() && fits_wildcards(pattern, question.model);
      });
  return model && (key_.empty() || store.find_account(key_) == &question.account);
}

std::string FaultMatcher::misfit(const FaultQuestion& question) const {
  if (header_) {
    const std::string* value = question.request.headers.find(header_->name);
    const bool there = value != nullptr;
    const auto& text = header_->text;
    switch (header_->kind) {
      case HeaderCondition::Kind::present:
        if (there != header_->present) {
          return "the header " + header_->name + (there ? " is there" : " is not there");
        }
        break;
      case HeaderCondition::Kind::equals:
        if (!there || *value != text) {
          return "the header " + header_->name + " is not \"" + shortened(text) + "\"";
        }
        break;
      case HeaderCondition::Kind::contains:
        if (!there || !contains_ignoring_case(*value, text)) {
          return "the header " + header_->name + " does not contain \"" + shortened(text) + "\"";
        }
        break;
    }
  }
  if (!prompt_.empty() && !contains_ignoring_case(question.prompt(), prompt_)) {
    return "the prompt does not contain \"" + shortened(prompt_) + "\"";
  }
  return "";
}

void FaultMatcher::write(nlohmann::ordered_json& out) const {
  std::vector<std::string> routes;
  for (const RouteCondition& route : routes_) routes.push_back(route.text);
  write_texts(out, "route", routes);
  write_texts(out, "method", methods_);
  write_texts(out, "model", models_);
  if (!key_.empty()) out["key"] = "…";
  if (header_) {
    auto& header = out["header"] = {{"name", header_->name}};
    if (header_->kind == HeaderCondition::Kind::equals) header["equals"] = header_->text;
    if (header_->kind == HeaderCondition::Kind::contains) header["contains"] = header_->text;
    if (header_->kind == HeaderCondition::Kind::present) header["present"] = header_->present;
  }
  if (!prompt_.empty()) out["prompt"] = prompt_;
}

}  // namespace wavespeed_mock
