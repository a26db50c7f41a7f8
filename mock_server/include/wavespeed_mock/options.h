// What a user can choose about a mock. Plain data; docs/options.md explains the fields that the
// program has as options.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "wavespeed_mock/clock.h"
#include "wavespeed_mock/distribution.h"
#include "wavespeed_mock/error.h"
#include "wavespeed_mock/latency.h"
#include "wavespeed_mock/money.h"

namespace wavespeed_mock {

enum class Auth {
  open,    // any well-formed key opens an account of its own on first use
  strict,  // only the keys of the accounts in the fixtures
};

enum class UploadTypes {
  media,  // images, videos, sounds, and the archives that models are trained with
  any,
};

// How the files of a task's outputs are named.
enum class OutputNames : std::uint8_t {
  stable,  // 0.jpeg, 1.jpeg: counted from 0, the ending as the format is called in the inputs
  live,    // 1.jpg, 2.jpg: counted from 1, JPEG as .jpg, as names were seen at the service
};

// What happens to inputs that a model does not have.
enum class UnknownInputs {
  as_schema,  // they are refused where the model's request schema allows no other fields
  ignore,
  refuse,
};

// What becomes of a request that names a model which the mock does not know.
enum class UnknownModels {
  refuse,  // 404, with the nearest ids
  accept,  // the model is made up: its type is guessed from its id, and it takes any inputs
};

enum class OverLimit {
  as_tier,  // as the tier's own source says
  reject,   // 429 "Too Many Requests" with Retry-After
  queue,    // the task is accepted and waits, `created`, until the tier has room
};

enum class ReplayTiming {
  instant,   // at once
  recorded,  // after the time that the recorded answer took
};

// The HTTP status of the answer to a submission in synchronous mode whose task takes longer than
// `Options::sync_wait`. The task continues either way.
enum class SyncTimeoutStatus {
  ok = 200,               // with the task `processing` and code 5004
  gateway_timeout = 504,  // as from a gateway
};

// Who may use the control plane, `/__mock/…`.
enum class Control {
  automatic,  // every client while the server listens on loopback only, otherwise clients with the
              // token, and no client if there is no token
  on,         // every client
  off,        // no client
};

// Durations are at most 100 years of 365.25 days.
struct Options {
  // Same seed, same keys and same order of calls per key: same ids, run times and outcomes.
  std::uint64_t seed = 0;

  Auth auth = Auth::open;

  // Tier of an account that names none: level1, level2, level3 (the FAQ's), bronze, silver, gold,
  // ultra (the newer levels), unlimited, or one of your own fixtures.
  std::string tier = "level3";

  // What an account starts with: 0 to kMaxUsd dollars.
  Money balance = {.micros = 100'000'000};

  // How long paid credit lasts from the payment on, above 0; nullopt: it never expires. The
  // documents disagree: the payment page says never, the FAQ says 365 days.
  std::optional<Duration> credit_expiry{};

  // How long a task runs.
  Latency latency = Latency::brisk();

  // How long the API itself takes to answer, within the limits of a Latency; nullopt: no time.
  std::optional<Distribution> api_latency{};

  // What happens to a submission over a limit of its tier.
  OverLimit over_limit = OverLimit::as_tier;

  // Also limit the requests for results per minute, as the tier limits submissions, in separate
  // windows: the other reading of the FAQ's "rate limits for the /results endpoint".
  bool limit_results = false;

  // How long a submission in synchronous mode waits for its task: 0 to kMaxSyncWait.
  Duration sync_wait = std::chrono::seconds(90);
  // No client waits longer, and the transport would not either.
  static constexpr Duration kMaxSyncWait = std::chrono::hours(24);

  // HTTP status of its answer when the task takes longer.
  SyncTimeoutStatus sync_timeout_status = SyncTimeoutStatus::ok;

  // The names of output files, in the URLs of tasks that are submitted. No known client depends on
  // more of them than their ending.
  OutputNames output_names = OutputNames::stable;

  // The largest file that can be uploaded, in bytes, 1 to kMaxUploadBytes (1 TiB); a larger one is
  // 413.
  std::uint64_t max_upload_bytes = 209'715'200;
  static constexpr std::uint64_t kMaxUploadBytes = 1'099'511'627'776;

  // What happens to inputs of a submission that its model does not have. The sources disagree: they
  // are dropped silently, or refused with 400.
  UnknownInputs unknown_inputs = UnknownInputs::as_schema;

  // Which files can be uploaded; others are 400.
  UploadTypes upload_types = UploadTypes::media;

  // Bytes of memory for all uploaded files together, 0 to kMaxUploadBytes.
  std::uint64_t media_memory = 268'435'456;

  // Where files go that this memory has no room for, in a folder that is removed at the end.
  // Nullopt: they are refused with 413.
  std::optional<std::filesystem::path> media_dir{};

  // How long a media input lasts, for prices that depend on it, where the mock cannot know: 0 to
  // kMaxMediaDuration. It knows that of its own files, of data: URLs, and of URLs that say it, as
  // in "https://host/talk.mp3#duration=42s".
  Duration media_duration = std::chrono::seconds(5);
  static constexpr Duration kMaxMediaDuration = std::chrono::hours(24);

  // How long tasks and their outputs are kept after the submission, on the mock's clock; above 0.
  Duration retention = std::chrono::hours(7 * 24);

  // Also deliver webhooks to private addresses (10.0.0.0/8, 192.168.0.0/16, fc00::/7, link-local,
  // …). Loopback is always allowed.
  bool webhook_private = false;

  // Attempts after the first until a webhook counts as undeliverable: 0 to kMaxWebhookRetries.
  int webhook_retries = 3;
  static constexpr int kMaxWebhookRetries = 20;

  // From a failed attempt to the next, on the mock's clock, 0 or more; doubles each time.
  Duration webhook_backoff = std::chrono::seconds(5);

  // How long a receiver may take to answer after the connection is made, on the wall clock: a
  // millisecond or more.
  Duration webhook_timeout = std::chrono::seconds(30);

  // Refund a task whose webhook could not be delivered by any attempt.
  bool webhook_refund = false;

  // Check each request against the contract and collect what is wrong with it; answers stay the
  // same except for the header `X-Mock-Violation`. See Mock::client_report().
  bool strict = false;

  // Answer from this transcript only (see docs/recording.md): what it does not have is 404, with
  // the nearest request that it has. `/__mock/…` and the documentation are answered as always.
  std::optional<std::filesystem::path> replay{};

  // When an answer from a transcript comes.
  ReplayTiming replay_timing = ReplayTiming::instant;

  // Files with what GET /api/v3/models of the service answers: their models are added, or take the
  // place of built-in ones. See docs/models.md.
  std::vector<std::filesystem::path> models{};

  // What becomes of a request for a model that the mock does not know.
  UnknownModels unknown_models = UnknownModels::refuse;

  // What a task of such a model costs where they are accepted: 0 to kMaxUsd dollars.
  Money unknown_model_price = {.micros = 10'000};

  // Fixture files, or folders of *.json files, that add to the built-in models, tiers and accounts.
  std::vector<std::filesystem::path> fixtures{};

  // The same as texts, for tests in C++ that bring their own: R"({"models": […]})".
  std::vector<std::string> fixture_texts{};

  // How time passes. Nullopt: `manual` for `Mock`, `real` for `MockServer`. See docs/clock.md.
  std::optional<ClockSetting> clock_mode{};

  // The time that the clock starts at, in the years 1678 to 2261, UTC. Nullopt: the wall clock's in
  // the modes `real` and `scaled`, 2026-01-01T00:00:00Z in the others.
  std::optional<Timestamp> clock_start{};

  // Your own clock, which replaces those two options; null for none.
  std::shared_ptr<Clock> clock{};

  // The scenario to start with: the name of one that is built in or in `scenarios`, or the path of
  // its file. Empty for none. See docs/scenarios.md.
  std::string scenario = "";

  // Scenario files, or folders of *.json files, that add to those that are built in.
  std::vector<std::filesystem::path> scenarios{};

  // Whether markers in prompts, such as "[mock:rate_limited]", make faults. See docs/faults.md.
  bool triggers = true;

  // How many requests the journal remembers of each account, the newest ones: 0 (none) to
  // kMaxJournal.
  std::uint64_t journal = 1'000;
  static constexpr std::uint64_t kMaxJournal = 1'000'000;

  // How many bytes of each body the journal keeps: 0 to kMaxJournalBody.
  std::uint64_t journal_body = 2'048;
  static constexpr std::uint64_t kMaxJournalBody = 1'048'576;

  // Who may use the control plane, `/__mock/…`.
  Control control = Control::automatic;

  // What a request to the control plane has to carry in `X-Mock-Token`; empty: nothing.
  std::string control_token = "";

  // Whether other machines can connect to the mock; nullopt for a mock without a socket. A
  // MockServer sets it itself.
  std::optional<bool> exposed{};
};

}  // namespace wavespeed_mock
