#include "runner/case_mock.h"

#include <cstdint>
#include <limits>
#include <nlohmann/json.hpp>
#include <string_view>

#include "app/option_texts.h"
#include "base/text/json_reader.h"
#include "base/text/money_reader.h"
#include "base/text/quoting.h"
#include "base/value/distribution.h"

namespace wavespeed_mock {
namespace {

using nlohmann::json;

constexpr auto kMax = std::numeric_limits<std::int64_t>::max();

// Has `read` take the text of that field, where there is one.
template <class Read>
void read_text(JsonReader& in, std::string_view name, std::string_view forms, Read&& read) {
  if (in.value(name) == nullptr) return;
  const std::string text = in.text(name);
  if (!read(text)) {
    in.fail(name, "must be " + std::string(forms) + ", not " + text_quote(text) +
                      distribution_hint(text));
  }
}

void read_money_and_limits(JsonReader& in, Options& options) {
  options.tier = in.text("tier", options.tier);
  if (const auto usd = read_optional_usd(in, "balance")) options.balance = *usd;
  read_text(in, "credit_expiry", kCreditExpiryForms,
            [&](std::string_view text) { return read_credit_expiry(text, options.credit_expiry); });
  const std::string rule = in.choice("over_limit", {"tier", "reject", "queue"}, "tier");
  options.over_limit = rule == "reject"  ? OverLimit::reject
                       : rule == "queue" ? OverLimit::queue
                                         : OverLimit::as_tier;
  options.limit_results = in.boolean("limit_results", options.limit_results);
  if (in.choice("auth", {"open", "strict"}, "open") == "strict") options.auth = Auth::strict;
}

void read_duration(JsonReader& in, const DurationOption& option, Options& options) {
  read_text(in, option.name, forms_of(option),
            [&](std::string_view text) { return read_duration(option, text, options); });
}

template <class Number>
void read_whole(JsonReader& in, const WholeOption<Number>& option, Options& options) {
  const auto number = in.optional_integer(option.name, static_cast<std::int64_t>(option.min),
                                          static_cast<std::int64_t>(option.max));
  if (number) options.*option.value = static_cast<Number>(*number);
}

void read_times(JsonReader& in, Options& options) {
  read_text(in, "latency", kLatencyForms,
            [&](std::string_view text) { return read_latency(text, options.latency); });
  read_text(in, "api_latency", kApiLatencyForms,
            [&](std::string_view text) { return read_api_latency(text, options.api_latency); });
  read_duration(in, kSyncWait, options);
  read_duration(in, kRetention, options);
  const auto status = in.optional_integer("sync_timeout_status", 200, 504).value_or(200);
  if (status != 200 && status != 504) {
    in.fail("sync_timeout_status", "must be 200 or 504, not " + std::to_string(status));
  }
  options.sync_timeout_status = static_cast<SyncTimeoutStatus>(status);
}

void read_inputs(JsonReader& in, Options& options) {
  const std::string unknown =
      in.choice("unknown_inputs", {"as-schema", "ignore", "refuse"}, "as-schema");
  if (unknown == "ignore") options.unknown_inputs = UnknownInputs::ignore;
  if (unknown == "refuse") options.unknown_inputs = UnknownInputs::refuse;
}

void read_uploads(JsonReader& in, Options& options) {
  read_whole(in, kMaxUploadBytes, options);
  read_whole(in, kMediaMemory, options);
  read_duration(in, kMediaDuration, options);
  if (in.choice("output_names", {"stable", "live"}, "stable") == "live") {
    options.output_names = OutputNames::live;
  }
  if (in.choice("upload_types", {"media", "any"}, "media") == "any") {
    options.upload_types = UploadTypes::any;
  }
}

void read_webhooks(JsonReader& in, Options& options) {
  options.webhook_private = in.boolean("webhook_private", options.webhook_private);
  options.webhook_refund = in.boolean("webhook_refund", options.webhook_refund);
  read_duration(in, kWebhookBackoff, options);
  read_duration(in, kWebhookTimeout, options);
  read_whole(in, kWebhookRetries, options);
}

void read_journal_and_triggers(JsonReader& in, Options& options) {
  read_whole(in, kJournal, options);
  read_whole(in, kJournalBody, options);
  options.triggers = in.choice("triggers", {"on", "off"}, "on") == "on";
}

}  // namespace

Options options_of_case(const json& mock, const std::string& where) {
  JsonReader in(mock, where);
  Options options;
  if (const auto seed = in.optional_integer("seed", 0, kMax)) {
    options.seed = static_cast<std::uint64_t>(*seed);
  }
  options.strict = in.boolean("strict", options.strict);
  read_money_and_limits(in, options);
  read_times(in, options);
  read_inputs(in, options);
  read_uploads(in, options);
  read_webhooks(in, options);
  read_journal_and_triggers(in, options);
  json fixtures = json::object();
  for (const char* list : {"accounts", "models", "tiers", "faults", "coupons"}) {
    if (const json* const entries = in.value(list)) fixtures[list] = *entries;
  }
  if (!fixtures.empty()) options.fixture_texts.push_back(fixtures.dump());
  in.done();
  return options;
}

}  // namespace wavespeed_mock
