#include "app/option_texts.h"

#include <algorithm>
#include <string>

#include "base/value/distribution.h"
#include "base/value/timestamp.h"
#include "domain/billing/credit_grant_request.h"
#include "wavespeed_mock/error.h"
#include "wavespeed_mock/money.h"

namespace wavespeed_mock {
namespace {

bool is_within(const DurationOption& option, Duration value) {
  return value >= option.min && value <= option.max;
}

[[noreturn]] void fail(std::string_view name, std::string_view forms, const std::string& given) {
  throw ConfigError(std::string(name) + " must be " + std::string(forms) + ", not \"" + given +
                    '"' + distribution_hint(given));
}

template <class Number>
void check(const WholeOption<Number>& option, const Options& options) {
  const Number value = options.*option.value;
  if (value >= option.min && value <= option.max) return;
  throw ConfigError(std::string(option.name) + " must be a whole number " +
                    (option.unit.empty() ? "" : "of " + std::string(option.unit) + ' ') + "from " +
                    std::to_string(option.min) + " to " + std::to_string(option.max) + ", not " +
                    std::to_string(value));
}

void check_amount(std::string_view name, Money amount) {
  const Money max = Money::from_usd(kMaxUsd);
  if (amount >= Money() && amount <= max) return;
  throw ConfigError(std::string(name) + " must be a number of US dollars from 0 to " +
                    to_decimal(max) + ", not " + to_decimal(amount));
}

}  // namespace

void check_option_values(const Options& options) {
  check(kMaxUploadBytes, options);
  check(kMediaMemory, options);
  check(kJournal, options);
  check(kJournalBody, options);
  check(kWebhookRetries, options);
  check_amount("balance", options.balance);
  check_amount("unknown_model_price", options.unknown_model_price);
  for (const DurationOption& option :
       {kSyncWait, kMediaDuration, kRetention, kWebhookBackoff, kWebhookTimeout}) {
    const Duration value = options.*option.value;
    if (!is_within(option, value)) fail(option.name, forms_of(option), to_text(value));
  }
  if (const auto& expiry = options.credit_expiry) {
    if (*expiry <= Duration::zero() || *expiry > kMaxDuration) {
      fail("credit_expiry", kCreditExpiryForms, to_text(*expiry));
    }
  }
  if (!is_valid(options.latency)) fail("latency", kLatencyForms, to_text(options.latency));
  if (options.api_latency && !is_valid(*options.api_latency)) {
    fail("api_latency", kApiLatencyForms, to_text(*options.api_latency));
  }
  if (const auto& clock = options.clock_mode; clock && !is_valid(*clock)) {
    fail("clock_mode", kClockModeForms, to_text(clock->mode, clock->factor));
  }
}

std::string forms_of(const DurationOption& option) {
  return duration_form(option.example, option.min, option.max);
}

bool read_duration(const DurationOption& option, std::string_view text, Options& options) {
  const auto duration = parse_duration(text);
  if (!duration || !is_within(option, *duration)) return false;
  options.*option.value = *duration;
  return true;
}

bool read_credit_expiry(std::string_view text, std::optional<Duration>& expiry) {
  const auto time = parse_credit_time(text);
  if (!time) return false;
  expiry = *time == Duration::max() ? std::nullopt : time;
  return true;
}

bool read_latency(std::string_view text, Latency& latency) {
  auto read = parse_latency(text);
  if (!read) return false;
  latency = *std::move(read);
  return true;
}

bool read_api_latency(std::string_view text, std::optional<Distribution>& latency) {
  auto read = parse_distribution(text);
  if (!read && text != "off") return false;
  latency = std::move(read);
  return true;
}

bool is_control_token(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c > 0x20 && c < 0x7f; });
}

bool read_clock_mode(std::string_view text, std::optional<ClockSetting>& mode) {
  const auto read = parse_clock_mode(text);
  if (read) mode = read;
  return read.has_value();
}

bool read_clock_start(std::string_view text, std::optional<Timestamp>& start) {
  const auto read = parse_iso8601(text);
  if (read) start = read;
  return read.has_value();
}

}  // namespace wavespeed_mock
