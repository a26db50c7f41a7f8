// Readers of short texts: what was read is written so that it is read back as the same.
//
// The first word of an input names the reader, the rest is its text.
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/http/base_url_swap.h"
#include "base/http/http_date.h"
#include "base/http/network_address.h"
#include "base/http/path_pattern.h"
#include "base/http/percent_encoding.h"
#include "base/http/query.h"
#include "base/http/web_url.h"
#include "base/text/base64.h"
#include "base/text/json_text.h"
#include "base/text/quoting.h"
#include "base/text/text_match.h"
#include "base/value/clock_option.h"
#include "base/value/distribution.h"
#include "base/value/duration_text.h"
#include "base/value/latency_text.h"
#include "base/value/month.h"
#include "base/value/timestamp.h"
#include "fuzz/support/input.h"
#include "fuzz/support/target.h"
#include "wavespeed_mock/money.h"

namespace wavespeed_mock::fuzz::text_readers {
namespace {

// `read` gives an optional value for a text, `write` a text for a value.
template <class Read, class Write>
void check_round_trip(std::string_view text, Read read, Write write) {
  const auto value = read(text);
  if (!value) return;
  const std::string written = write(*value);
  const auto again = read(std::string_view(written));
  check(again.has_value(), "what is written can be read", std::string(text) + " as " + written);
  check(*again == *value, "what is written is read as the same",
        std::string(text) + " as " + written);
}

void timestamp(std::string_view text) {
  check_round_trip(text, parse_iso8601, to_rfc3339);
  if (const auto time = parse_iso8601(text)) check(later(*time, kMaxDuration) >= *time, "later");
}

void http_date(std::string_view text) {
  if (const auto time = parse_http_date(text)) {
    check_equal(to_http_date(*time), text, "a date of HTTP has one form");
  }
}

void month(std::string_view text) {
  const auto span = parse_month(text);
  if (!span) return;
  check(span->first < span->second, "a month ends after it begins", text);
  check_equal(month_text(month_of(span->first)), text, "the first moment is in the month");
  check_equal(month_text(month_of(span->second)), text, "the last moment is in the month");
}

void duration(std::string_view text) {
  check_round_trip(text, parse_duration, [](Duration value) { return to_text(value); });
}

void latency(std::string_view text) {
  check_round_trip(text, parse_latency, [](const Latency& value) { return to_text(value); });
  if (const auto value = parse_latency(text)) check(is_valid(*value), "it can be drawn from", text);
}

void distribution(std::string_view text) {
  check_round_trip(text, parse_distribution,
                   [](const Distribution& value) { return to_text(value); });
  const auto value = parse_distribution(text);
  if (!value) return;
  check(is_valid(*value), "it can be drawn from", text);
  const SeededRandom draws(7, "fuzz");
  for (std::uint64_t i = 0; i < 4; ++i) {
    const Duration drawn = draw(*value, draws, RandomStream::api_latency, i);
    check(drawn >= Duration::zero() && drawn <= kMaxDuration, "a draw is within limits", text);
  }
}

void clock_mode(std::string_view text) {
  check_round_trip(text, parse_clock_mode,
                   [](const ClockSetting& value) { return to_text(value.mode, value.factor); });
  if (const auto value = parse_clock_mode(text)) check(is_valid(*value), "it can be set", text);
}

void money(std::string_view text) {
  const double usd = std::strtod(std::string(text).c_str(), nullptr);
  if (!std::isfinite(usd) || std::abs(usd) > 1e12) return;
  const Money amount = Money::from_usd(usd);
  const std::string decimal = to_decimal(amount);
  check(nlohmann::json::accept(decimal), "an amount is a number of JSON", decimal);
  // A double tells micro-dollars apart up to here.
  if (std::abs(usd) > kMaxUsd) return;
  check(Money::from_usd(std::strtod(decimal.c_str(), nullptr)) == amount,
        "an amount is read back as the same", decimal);
  std::string in_answer;
  append_json_amount(in_answer, amount);
  check(Money::from_usd(nlohmann::json::parse(in_answer).get<double>()) == amount,
        "an amount in an answer is the same", in_answer);
}

void percent(std::string_view text) {
  const auto same = percent_decoded(percent_encoded(text));
  check(same == std::string(text), "what is encoded is decoded as the same", text);
  check_round_trip(text, percent_decoded,
                   [](const std::string& value) { return percent_encoded(value); });
  check(query_decoded(text).size() <= text.size(), "decoding makes no text longer", text);
}

void query(std::string_view text) {
  const Query first(text);
  std::string written = "/";
  for (const auto& [name, value] : first) {
    written += written.size() == 1 ? '?' : '&';
    written += percent_encoded(name) + '=' + percent_encoded(value);
    check(first.find(name) != nullptr, "every field is found by its name", name);
    check(!first.all(name).empty(), "every field is among all of its name", name);
  }
  const Query second(written);
  check(std::equal(first.begin(), first.end(), second.begin(), second.end()),
        "the fields of a query are read back as the same", written);
}

// "PATTERN PATH"
void pattern(std::string_view text) {
  Input input(text);
  const std::string_view form = input.word();
  const std::string_view path = input.rest();
  const PathPattern compiled(form);
  filled_pattern(form, path);
  path_of(path);
  // Its readers refuse more.
  if (compiled.value_count() > PathValues{}.size()) return;
  PathValues values;
  if (!compiled.fits(path, values)) return;
  for (std::size_t i = 0; i < compiled.value_count(); ++i) {
    check(path.find(values[i]) != std::string_view::npos, "a value is a part of the path", text);
  }
}

void base64(std::string_view text) {
  std::string written;
  append_base64(written, text);
  check(from_base64(written) == std::string(text), "bytes are read back as the same", text);
  check_round_trip(text, from_base64, [](const std::string& bytes) {
    std::string out;
    append_base64(out, bytes);
    return out;
  });
}

void url(std::string_view text) {
  std::string_view problem;
  const auto first = parse_web_url(text, problem);
  if (!first) return check(!problem.empty(), "an error says what is wrong", text);
  check(first->port >= 1 && first->port <= kMaxPort, "a port is one", text);
  check(first->target.starts_with('/'), "a target begins with a slash", first->target);
  const std::string written =
      (first->https ? "https://" : "http://") + host_field(*first) + first->target;
  const auto second = parse_web_url(written, problem);
  check(second.has_value(), "what is written can be read", written);
  check(second->https == first->https && second->port == first->port, "the server is the same",
        written);
  check_equal(second->host, first->host, "the host is the same");
  check_equal(second->target, first->target, "the target is the same");
  reach_of(first->host);
}

void address(std::string_view text) {
  reach_of(text);
}

// "PATTERN TEXT"
void wildcards(std::string_view text) {
  Input input(text);
  const std::string_view form = input.word();
  const std::string_view subject = input.rest();
  fits_wildcards(form, subject);
  check(fits_wildcards("*", subject), "an asterisk matches everything", subject);
  check(contains_ignoring_case(subject, subject), "a text contains itself", subject);
}

// "FROM TO TEXT"
void base_url(std::string_view text) {
  Input input(text);
  const std::string_view from = input.word();
  const std::string_view to = input.word();
  const std::string_view subject = input.rest();
  if (!from.empty()) with_base_url_swapped(subject, from, to);
}

void quote(std::string_view text) {
  check(shortened(text).size() <= 203, "a quote is short", text);
  std::string json;
  append_json_string(json, text);
  const auto read = nlohmann::json::parse(json, nullptr, false);
  check(read.is_string(), "any text can be written as JSON", json);
}

struct Reader {
  std::string_view name;
  void (*run)(std::string_view text);
};

constexpr Reader kReaders[] = {
    {"timestamp", timestamp},
    {"http_date", http_date},
    {"month", month},
    {"duration", duration},
    {"latency", latency},
    {"distribution", distribution},
    {"money", money},
    {"clock_mode", clock_mode},
    {"percent", percent},
    {"query", query},
    {"pattern", pattern},
    {"base64", base64},
    {"url", url},
    {"address", address},
    {"quote", quote},
    {"wildcards", wildcards},
    {"base_url", base_url},
};

void run(std::string_view bytes) {
  Input input(bytes);
  const std::string_view name = input.word();
  const std::string_view text = input.rest();
  for (const Reader& reader : kReaders) {
    if (reader.name == name) reader.run(text);
  }
}

const Target target("text_readers", run);

}  // namespace
}  // namespace wavespeed_mock::fuzz::text_readers
