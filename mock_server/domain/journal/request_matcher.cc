#include "domain/journal/request_matcher.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/http/path_pattern.h"
#include "base/text/json_reader.h"
#include "base/text/nearest.h"
#include "base/text/quoting.h"
#include "base/text/text_match.h"
#include "contract/json_difference.h"
#include "contract/redaction/secret_names.h"

namespace wavespeed_mock {
namespace {

using nlohmann::json;
using Texts = std::vector<std::string>;

std::string in_quotes(std::string_view text) {
  return '"' + shortened(text) + '"';
}

// "\"a\" or \"b\""
std::string listed(const Texts& texts) {
  std::string all;
  for (const std::string& text : texts) all += (all.empty() ? "" : " or ") + in_quotes(text);
  return all;
}

// One text or a list of them; empty when absent.
Texts load_texts(JsonReader& in, std::string_view key) {
  const json* const value = in.value(key);
  if (value == nullptr) return {};
  Texts texts;
  for (const json& item : value->is_array() ? *value : json::array({*value})) {
    if (!item.is_string() || item.get_ref<const std::string&>().empty()) {
      in.complain(key, "must be a text or a list of texts, not " + json_quote(*value));
    }
    texts.push_back(item.get<std::string>());
  }
  if (texts.empty()) in.complain(key, "must not be an empty list; leave it out to fit all");
  return texts;
}

Texts load_routes(JsonReader& in, std::span<const std::string_view> known) {
  Texts routes = load_texts(in, "route");
  for (const std::string& route : routes) {
    if (std::find(known.begin(), known.end(), route) != known.end()) continue;
    const Texts all(known.begin(), known.end());
    in.complain("route", in_quotes(route) + " is not a route" + did_you_mean(route, known) +
                             " (known: " + listed(all) + ")");
  }
  return routes;
}

// "404" or "4xx".
Texts load_statuses(JsonReader& in) {
  const json* const value = in.value("status");
  if (value == nullptr) return {};
  Texts statuses;
  for (const json& item : value->is_array() ? *value : json::array({*value})) {
    const std::string text = item.is_string() ? item.get<std::string>() : item.dump();
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    const bool right = text.size() == 3 && text[0] >= '1' && text[0] <= '5' &&
                       (text.ends_with("xx") || (is_digit(text[1]) && is_digit(text[2])));
    if (!right) {
      in.complain("status", "must be a status such as 404 or \"4xx\", or a list of them, not " +
                                json_quote(*value));
    }
    statuses.push_back(text);
  }
  if (statuses.empty()) in.complain("status", "must not be an empty list");
  return statuses;
}

bool is_status(const std::string& wanted, const std::string& status) {
  return wanted.ends_with("xx") ? status.starts_with(wanted[0]) : status == wanted;
}

// A condition on a text of the entry, "" where it has none.
template <class TextOf, class Fits>
auto one_of(std::string name, Texts wanted, TextOf text_of, Fits fits) {
  return [name = std::move(name), wanted = std::move(wanted), text_of,
          fits](const JournalEntry& entry) -> std::string {
    const std::string text(text_of(entry));
    const bool any = std::any_of(wanted.begin(), wanted.end(),
                                 [&](const std::string& one) { return fits(one, text); });
    if (any) return "";
    return name + (text.empty() ? " is none" : " is " + in_quotes(text)) + ", not " +
           listed(wanted);
  };
}

std::string fault_misfit(const Texts& wanted, const JournalEntry& entry) {
  std::string fired;
  for (const TracedRule& rule : entry.trace.rules) {
    if (!rule.fired) continue;
    if (std::find(wanted.begin(), wanted.end(), rule.id) != wanted.end()) return "";
    fired += (fired.empty() ? "" : ", ") + in_quotes(rule.id);
  }
  return (fired.empty() ? "no fault fired" : "the fault that fired is " + fired) + ", not " +
         listed(wanted);
}

struct HeaderWish {
  std::string name;
  std::string equals;
  std::string contains;
  bool present = true;
};

HeaderWish load_header(const json& value, const std::string& where) {
  JsonReader in(value, where);
  HeaderWish wish{.name = in.text("name"),
                  .equals = in.text("equals", ""),
                  .contains = in.text("contains", ""),
                  .present = in.boolean("present", true)};
  in.done();
  if (is_secret_name(wish.name)) {
    in.complain("name", in_quotes(wish.name) + " holds a secret, which the journal does not show");
  }
  const int kinds = !wish.equals.empty() + !wish.contains.empty() + !wish.present;
  if (kinds > 1) {
    in.complain("name", "can have one of \"equals\", \"contains\" and \"present\" beside it");
  }
  return wish;
}

std::string header_misfit(const HeaderWish& wish, const JournalEntry& entry) {
  const std::string* const value = entry.request_headers.find(wish.name);
  if (value == nullptr) return wish.present ? "it has no header " + wish.name : "";
  if (!wish.present) return "it has a header " + wish.name;
  const std::string is = "the header " + wish.name + " is " + in_quotes(*value);
  if (!wish.equals.empty() && *value != wish.equals) return is + ", not " + in_quotes(wish.equals);
  if (!wish.contains.empty() && !contains_ignoring_case(*value, wish.contains)) {
    return is + ", which does not contain " + in_quotes(wish.contains);
  }
  return "";
}

// The JSON body; otherwise why there is none.
json body_of(const JournalEntry& entry, std::string& problem) {
  if (entry.request_body_bytes == 0) {
    problem = "it has no body";
  } else if (entry.request_body.size() < entry.request_body_bytes) {
    problem = "the journal has only the first " + std::to_string(entry.request_body.size()) +
              " of the " + std::to_string(entry.request_body_bytes) + " bytes of its body";
  } else {
    json body = json::parse(entry.request_body, nullptr, false);
    if (body.is_object()) return body;
    problem = "its body is no JSON object";
  }
  return {};
}

// What `value` has of the fields that are wanted.
json wanted_part(const json& wanted, const json& value) {
  if (!wanted.is_object() || !value.is_object()) return value;
  json part = json::object();
  for (const auto& [name, inner] : wanted.items()) {
    if (value.contains(name)) part[name] = wanted_part(inner, value[name]);
  }
  return part;
}

std::string body_misfit(const json& wanted, const JournalEntry& entry) {
  std::string problem;
  const json body = body_of(entry, problem);
  if (!problem.empty()) return problem;
  for (const JsonDifference& difference : json_differences(wanted, wanted_part(wanted, body))) {
    problem += (problem.empty() ? "" : ", ") + ("body." + difference.path) + " is " +
               difference.after + ", not " + difference.before;
  }
  return problem;
}

std::string prompt_misfit(const std::string& wanted, const JournalEntry& entry) {
  std::string problem;
  const json body = body_of(entry, problem);
  if (!problem.empty()) return problem;
  const auto prompt = body.find("prompt");
  if (prompt == body.end() || !prompt->is_string()) return "its body has no prompt";
  const auto& text = prompt->get_ref<const std::string&>();
  if (contains_ignoring_case(text, wanted)) return "";
  return "the prompt is " + in_quotes(text) + ", which does not contain " + in_quotes(wanted);
}

bool same(const std::string& wanted, const std::string& text) {
  return wanted == text;
}

}  // namespace

RequestMatcher RequestMatcher::load(const json& object, const std::string& where,
                                    std::span<const std::string_view> routes) {
  JsonReader in(object, where);
  RequestMatcher matcher;
  const auto add = [&](const char* name, Texts wanted, auto text_of, auto fits) {
    if (wanted.empty()) return;
    matcher.conditions_.push_back(one_of(name, std::move(wanted), text_of, fits));
  };
  add(
      "route", load_routes(in, routes), [](const auto& entry) { return entry.trace.route; }, same);
  add(
      "method", load_texts(in, "method"), [](const auto& entry) { return entry.method; }, same);
  add(
      "path", load_texts(in, "path"), [](const auto& entry) { return path_of(entry.target); },
      fits_wildcards);
  add(
      "status", load_statuses(in), [](const auto& entry) { return std::to_string(entry.status); },
      is_status);
  add(
      "model", load_texts(in, "model"), [](const auto& entry) { return entry.trace.model; },
      fits_wildcards);
  add(
      "prediction", load_texts(in, "prediction"),
      [](const auto& entry) {
        return entry.trace.prediction ? to_hex(*entry.trace.prediction) : "";
      },
      same);
  if (Texts faults = load_texts(in, "fault"); !faults.empty()) {
    matcher.conditions_.push_back([faults = std::move(faults)](const JournalEntry& entry) {
      return fault_misfit(faults, entry);
    });
  }
  if (const json* const header = in.value("header")) {
    matcher.conditions_.push_back(
        [wish = load_header(*header, where + ": header")](const JournalEntry& entry) {
          return header_misfit(wish, entry);
        });
  }
  if (std::string prompt = in.text("prompt", ""); !prompt.empty()) {
    matcher.conditions_.push_back([prompt = std::move(prompt)](const JournalEntry& entry) {
      return prompt_misfit(prompt, entry);
    });
  }
  if (const json* const body = in.value("body")) {
    if (!body->is_object()) in.complain("body", "must be an object, not " + json_quote(*body));
    matcher.conditions_.push_back(
        [body = *body](const JournalEntry& entry) { return body_misfit(body, entry); });
  }
  in.done();
  matcher.text_ = shortened(object.dump(-1, ' ', false, json::error_handler_t::replace));
  return matcher;
}

std::vector<std::string> RequestMatcher::misfits(const JournalEntry& entry) const {
  std::vector<std::string> all;
  for (const Condition& condition : conditions_) {
    std::string misfit = condition(entry);
    if (!misfit.empty()) all.push_back(std::move(misfit));
  }
  return all;
}

bool RequestMatcher::fits(const JournalEntry& entry) const {
  return std::all_of(conditions_.begin(), conditions_.end(),
                     [&](const Condition& condition) { return condition(entry).empty(); });
}

}  // namespace wavespeed_mock
