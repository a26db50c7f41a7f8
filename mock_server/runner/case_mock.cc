#include "runner/case_mock.h"

#include <limits>
#include <nlohmann/json.hpp>

#include "base/text/json_reader.h"
#include "base/value/money.h"
#include "domain/webhooks/webhook_queue.h"

namespace wavespeed_mock {
namespace {

using nlohmann::json;

constexpr auto kMost = std::numeric_limits<std::int64_t>::max();

void read_money_and_limits(JsonReader& in, Options& options) {
  options.tier = in.text("tier", options.tier);
  options.balance_usd = in.optional_number("balance", 0, kMaxUsd).value_or(options.balance_usd);
  const std::string rule = in.choice("over_limit", {"tier", "reject", "queue"}, "tier");
  options.over_limit = rule == "reject"  ? OverLimit::reject
                       : rule == "queue" ? OverLimit::queue
                                         : OverLimit::as_tier;
  options.limit_results = in.boolean("limit_results", options.limit_results);
  if (in.choice("auth", {"open", "strict"}, "open") == "strict") options.auth = Auth::strict;
}

void read_times(JsonReader& in, Options& options) {
  options.latency = in.text("latency", options.latency);
  options.api_latency = in.text("api_latency", options.api_latency);
  options.sync_wait = in.text("sync_wait", options.sync_wait);
  options.sync_timeout_status = static_cast<int>(
      in.optional_integer("sync_timeout_status", 200, 504).value_or(options.sync_timeout_status));
  options.retention = in.text("retention", options.retention);
}

void read_uploads(JsonReader& in, Options& options) {
  if (const auto bytes = in.optional_integer("max_upload_bytes", 1, kMost)) {
    options.max_upload_bytes = static_cast<std::uint64_t>(*bytes);
  }
  if (const auto bytes = in.optional_integer("media_memory", 0, kMost)) {
    options.media_memory = static_cast<std::uint64_t>(*bytes);
  }
  if (in.choice("upload_types", {"media", "any"}, "media") == "any") {
    options.upload_types = UploadTypes::any;
  }
}

void read_webhooks(JsonReader& in, Options& options) {
  options.webhook_private = in.boolean("webhook_private", options.webhook_private);
  options.webhook_refund = in.boolean("webhook_refund", options.webhook_refund);
  options.webhook_backoff = in.text("webhook_backoff", options.webhook_backoff);
  options.webhook_timeout = in.text("webhook_timeout", options.webhook_timeout);
  options.webhook_retries =
      static_cast<int>(in.optional_integer("webhook_retries", 0, kMaxWebhookRetries)
                           .value_or(options.webhook_retries));
}

}  // namespace

Options options_of_case(const json& mock, const std::string& where) {
  JsonReader in(mock, where);
  Options options;
  if (const auto seed = in.optional_integer("seed", 0, kMost)) {
    options.seed = static_cast<std::uint64_t>(*seed);
  }
  options.strict = in.boolean("strict", options.strict);
  read_money_and_limits(in, options);
  read_times(in, options);
  read_uploads(in, options);
  read_webhooks(in, options);
  json fixtures = json::object();
  for (const char* list : {"accounts", "models", "tiers", "faults"}) {
    if (const json* const entries = in.value(list)) fixtures[list] = *entries;
  }
  if (!fixtures.empty()) options.fixture_texts.push_back(fixtures.dump());
  in.done();
  return options;
}

}  // namespace wavespeed_mock
