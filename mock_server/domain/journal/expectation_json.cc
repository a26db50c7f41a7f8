#include "domain/journal/expectation_json.h"

#include <chrono>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>

#include "base/text/quoting.h"
#include "base/value/duration_text.h"
#include "domain/journal/request_expectation.h"
#include "domain/requests/request_match_json.h"

namespace wavespeed_mock {
namespace {

using nlohmann::json;

RequestMatch read_request(const json& object, const std::string& where) {
  JsonReader in(object, where);
  RequestMatch match = read_request_match(in, MatchUse::question);
  in.done();
  return match;
}

Times read_times(JsonReader& in, const json& value) {
  if (!value.is_object()) {
    if (!value.is_number()) {
      in.fail("times",
              "must be a whole number, or an object with \"at_least\", \"at_most\" or "
              "both, not " +
                  json_quote(value));
    }
    return Times::exactly(static_cast<std::uint64_t>(in.integer("times", 0, kMaxTimes)));
  }
  JsonReader range(value, in.where() + ": times");
  const auto at_least = range.optional_integer("at_least", 0, kMaxTimes);
  const auto at_most = range.optional_integer("at_most", at_least.value_or(0), kMaxTimes);
  range.done();
  if (!at_least && !at_most) in.fail("times", "must have \"at_least\", \"at_most\" or both");
  Times times{.at_least = static_cast<std::uint64_t>(at_least.value_or(0))};
  if (at_most) times.at_most = static_cast<std::uint64_t>(*at_most);
  return times;
}

Duration read_wait(JsonReader& in) {
  constexpr Duration kMaxWait = std::chrono::minutes(10);
  const std::string text = in.text("wait", "0");
  const auto wait = parse_duration(text);
  if (!wait || *wait > kMaxWait) {
    in.fail("wait", "must be a duration of at most 10m such as \"2s\", not " + text_quote(text));
  }
  return *wait;
}

}  // namespace

AwaitedExpectation read_expectation(JsonReader& in) {
  AwaitedExpectation read;
  const json* const request = in.value("request");
  const json* const times = in.value("times");
  if (in.value("in_order") != nullptr) {
    in.each("in_order", [&](const json& item, const std::string& where) {
      read.expectation.in_order.push_back(read_request(item, where));
    });
    if (request != nullptr) in.fail("request", "cannot be given together with \"in_order\"");
    if (times != nullptr) in.fail("times", "cannot be given together with \"in_order\"");
    if (read.expectation.in_order.empty()) {
      in.fail("in_order", "must list at least one request");
    }
  } else {
    if (request != nullptr) {
      read.expectation.request = read_request(*request, in.where() + ": request");
    }
    if (times != nullptr) read.expectation.times = read_times(in, *times);
  }
  read.wait = read_wait(in);
  in.done();
  if (request == nullptr && read.expectation.in_order.empty()) {
    in.fail("request", "is missing; it, or \"in_order\", says which requests are expected");
  }
  return read;
}

}  // namespace wavespeed_mock
