// What a user can choose about a mock. Plain data; every field has the default the README lists.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "wavespeed_mock/clock.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock {

enum class Auth {
  open,    // any well-formed key opens an account of its own on first use
  strict,  // only the keys of the accounts in the fixtures
};

enum class UploadTypes {
  media,  // images, videos, sounds, and the archives that models are trained with
  any,
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

struct Options {
  // Same seed, same keys and same order of calls per key: same ids, run times and outcomes.
  std::uint64_t seed = 0;

  Auth auth = Auth::open;

  // Tier of an account that names none: level1, level2, level3 (the FAQ's), bronze, silver, gold,
  // ultra (the newer levels), unlimited, or one of your own fixtures.
  std::string tier = "level3";

  // US dollars that an account starts with; rounded to whole micro-dollars.
  double balance_usd = 100.0;

  // How long paid credit lasts from the payment on: "never", or a duration such as "365d". The
  // documents disagree: the payment page says "never", the FAQ says 365 days.
  std::string credit_expiry = "never";

  // How long a task runs: "realistic" (each model's own distribution), "brisk" (about a second),
  // "instant", or one distribution for all: "fixed:200ms", "uniform:1s,3s", "normal:2s,500ms"
  // (mean, deviation), "lognormal:2s,0.5" (median, sigma), "percentiles:p50=1s,p99=10s".
  std::string latency = "brisk";

  // How long the API itself takes to answer: "off", or a distribution as above.
  std::string api_latency = "off";

  // What happens to a submission over a limit of its tier.
  OverLimit over_limit = OverLimit::as_tier;

  // Also count each request for a result in the same per-minute windows: the other reading of the
  // FAQ's "rate limits for the /results endpoint".
  bool limit_results = false;

  // How long a submission in synchronous mode waits for its task, 0 to 24 hours: "90s", "500ms".
  std::string sync_wait = "90s";

  // HTTP status of its answer when the task takes longer: 200, with the task `processing` and code
  // 5004, or 504 as from a gateway. The task continues either way.
  int sync_timeout_status = 200;

  // The largest file that can be uploaded, in bytes; a larger one is 413.
  std::uint64_t max_upload_bytes = 209'715'200;

  // Which files can be uploaded; others are 400.
  UploadTypes upload_types = UploadTypes::media;

  // Bytes of memory for all uploaded files together.
  std::uint64_t media_memory = 268'435'456;

  // Where files go that this memory has no room for, in a folder that is removed at the end.
  // Nullopt: they are refused with 413.
  std::optional<std::filesystem::path> media_dir{};

  // How long tasks and their outputs are kept after the submission, on the mock's clock; above 0.
  std::string retention = "7d";

  // Also deliver webhooks to private addresses (10.0.0.0/8, 192.168.0.0/16, fc00::/7, link-local,
  // …). Loopback is always allowed.
  bool webhook_private = false;

  // Attempts after the first until a webhook counts as undeliverable: 0 to 20.
  int webhook_retries = 3;

  // From a failed attempt to the next, on the mock's clock; doubles each time.
  std::string webhook_backoff = "5s";

  // How long a receiver may take to answer after the connection is made, on the wall clock.
  std::string webhook_timeout = "30s";

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

  // Fixture files, or folders of *.json files, that add to the built-in models, tiers and accounts.
  std::vector<std::filesystem::path> fixtures{};

  // The same as texts, for tests in C++ that bring their own: R"({"models": […]})".
  std::vector<std::string> fixture_texts{};

  // How time passes: "real" (as on the wall), "scaled:100" (100 times as fast), "manual" (does not
  // move until the test moves it), "auto" (jumps to the end of a task whose result is requested,
  // and does not move otherwise). Empty: "manual" for `Mock`, "real" for `MockServer`. See
  // docs/clock.md.
  std::string clock_mode = "";

  // The time that the clock starts at, as ISO 8601. Empty: the wall clock's for "real" and
  // "scaled", 2026-01-01T00:00:00Z for the others.
  std::string clock_start = "";

  // Your own clock, which replaces those two options; null for none.
  std::shared_ptr<Clock> clock{};

  // The scenario to start with: the name of one that is built in or in `scenarios`, or the path of
  // its file. Empty for none. See docs/scenarios.md.
  std::string scenario = "";

  // Scenario files, or folders of *.json files, that add to those that are built in.
  std::vector<std::filesystem::path> scenarios{};

  // Whether markers in prompts, such as "[mock:rate_limited]", make faults. See docs/faults.md.
  bool triggers = true;

  // How many requests the journal remembers of each account, the newest ones; 0 for none.
  std::uint64_t journal = 1'000;

  // How many bytes of each body the journal keeps.
  std::uint64_t journal_body = 2'048;

  // Who may use the control plane, `/__mock/…`: "auto" (every client while the server listens on
  // loopback only, otherwise clients with the token, and no client if there is no token), "on"
  // (every client), "off".
  std::string control = "auto";

  // What a request to the control plane has to carry in `X-Mock-Token`; empty: nothing.
  std::string control_token = "";

  // Whether other machines can connect to the mock; nullopt for a mock without a socket. A
  // MockServer sets it itself.
  std::optional<bool> exposed{};
};

}  // namespace wavespeed_mock
