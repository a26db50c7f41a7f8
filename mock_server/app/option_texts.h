// Which values the options take.
// Typed values and those that files, flags or the environment write as texts have the same limits.
//
// Functions without state; any thread may call them.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/value/clock_option.h"
#include "base/value/duration_text.h"
#include "base/value/latency_text.h"
#include "wavespeed_mock/options.h"

namespace wavespeed_mock {

// Throws ConfigError for an option with a value that it does not take.
void check_option_values(const Options& options);

// A whole number from `min` to `max`.
template <class Number>
struct WholeOption {
  std::string_view name;  // in a config file
  Number Options::*value;
  Number min;
  Number max;
  std::string_view unit{};  // "bytes"
};

inline constexpr WholeOption<std::uint64_t> kMaxUploadBytes = {.name = "max_upload_bytes",
                                                               .value = &Options::max_upload_bytes,
                                                               .min = 1,
                                                               .max = Options::kMaxUploadBytes,
                                                               .unit = "bytes"};
inline constexpr WholeOption<std::uint64_t> kMediaMemory = {.name = "media_memory",
                                                            .value = &Options::media_memory,
                                                            .min = 0,
                                                            .max = Options::kMaxUploadBytes,
                                                            .unit = "bytes"};
inline constexpr WholeOption<std::uint64_t> kJournal = {
    .name = "journal", .value = &Options::journal, .min = 0, .max = Options::kMaxJournal};
inline constexpr WholeOption<std::uint64_t> kJournalBody = {.name = "journal_body",
                                                            .value = &Options::journal_body,
                                                            .min = 0,
                                                            .max = Options::kMaxJournalBody,
                                                            .unit = "bytes"};
inline constexpr WholeOption<int> kWebhookRetries = {.name = "webhook_retries",
                                                     .value = &Options::webhook_retries,
                                                     .min = 0,
                                                     .max = Options::kMaxWebhookRetries};

// Each of the following read functions reads a text into an option; false, and no change, for a
// text that the option does not take. The forms next to them end the sentence "… must be …".

struct DurationOption {
  std::string_view name;  // in a config file
  std::string_view example;
  Duration Options::*value;
  Duration min;
  Duration max = kMaxDuration;
};
std::string forms_of(const DurationOption& option);
bool read_duration(const DurationOption& option, std::string_view text, Options& options);

inline constexpr DurationOption kSyncWait = {.name = "sync_wait",
                                             .example = "90s",
                                             .value = &Options::sync_wait,
                                             .min = Duration::zero(),
                                             .max = Options::kMaxSyncWait};
inline constexpr DurationOption kMediaDuration = {.name = "media_duration",
                                                  .example = "5s",
                                                  .value = &Options::media_duration,
                                                  .min = Duration::zero(),
                                                  .max = Options::kMaxMediaDuration};
inline constexpr DurationOption kRetention = {
    .name = "retention", .example = "7d", .value = &Options::retention, .min = Duration(1)};
inline constexpr DurationOption kWebhookBackoff = {.name = "webhook_backoff",
                                                   .example = "5s",
                                                   .value = &Options::webhook_backoff,
                                                   .min = Duration::zero()};
inline constexpr DurationOption kWebhookTimeout = {.name = "webhook_timeout",
                                                   .example = "30s",
                                                   .value = &Options::webhook_timeout,
                                                   .min = std::chrono::milliseconds(1)};

inline constexpr std::string_view kCreditExpiryForms =
    "\"never\" or a duration above 0, up to 36525d, such as 365d";
bool read_credit_expiry(std::string_view text, std::optional<Duration>& expiry);

// See kLatencyForms.
bool read_latency(std::string_view text, Latency& latency);

inline constexpr std::string_view kApiLatencyForms =
    "\"off\", \"fixed:20ms\", \"uniform:1ms,5ms\", \"normal:20ms,5ms\", \"lognormal:20ms,0.5\" or "
    "\"percentiles:p50=5ms,p99=1s\"";
bool read_api_latency(std::string_view text, std::optional<Distribution>& latency);

inline constexpr std::string_view kControlTokenForm =
    "a text of visible ASCII characters without spaces";
bool is_control_token(std::string_view text);

// See kClockModeForms.
bool read_clock_mode(std::string_view text, std::optional<ClockSetting>& mode);

// See kTimeForms.
bool read_clock_start(std::string_view text, std::optional<Timestamp>& start);

}  // namespace wavespeed_mock
