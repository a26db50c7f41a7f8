#include "cli/option_table.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>

#include "app/option_texts.h"
#include "base/http/web_url.h"
#include "base/value/distribution.h"
#include "base/value/timestamp.h"
#include "cli/arguments/option_values.h"
#include "cli/formats/time_patterns.h"
#include "domain/journal/client_judgement.h"
#include "domain/scenarios/scenarios.h"

namespace wavespeed_mock::cli {
namespace {

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

bool read_rules(std::string_view text, std::vector<ClientRule>& field) {
  if (text.empty()) return false;
  auto rules = read_client_rules(text);
  if (!rules) return false;
  field = *std::move(rules);
  return true;
}

Value client_rules_value(std::vector<ClientRule>& field) {
  std::vector<std::string> names;
  names.reserve(kClientRules.size());
  for (const ClientRule rule : kClientRules) names.emplace_back(to_text(rule));
  Value value = read_value(field, "names out of " + joined(names) + ", separated by commas", "",
                           read_rules, names);
  value.is_list = true;
  return value;
}

template <class Number>
Value whole_option_value(Options& options, const WholeOption<Number>& option) {
  return number_value(options.*option.value, option.min, option.max, option.unit);
}

Value duration_option_value(Options& options, const DurationOption& option) {
  return {.expected = forms_of(option),
          .default_text = to_text(options.*option.value),
          .pattern = std::string(kDurationPattern),
          .range = range_text(option.min, option.max),
          .set = [&options, option](const RawValue& given) {
            return given.texts.size() == 1 && read_duration(option, given.texts[0], options);
          }};
}

Value credit_expiry_value(std::optional<Duration>& field) {
  Value value = read_value(field, kCreditExpiryForms, field ? to_text(*field) : "never",
                           read_credit_expiry, {"never", "365d"});
  value.pattern = "^never$|" + std::string(kDurationPattern);
  value.range = range_text(Duration(1), kMaxDuration);
  return value;
}

Value latency_value(Latency& field) {
  Value value = read_value(field, kLatencyForms, to_text(field), read_latency,
                           {"realistic", "brisk", "instant"});
  value.pattern = "^(realistic|brisk|instant)$|" + std::string(kDistributionPattern);
  value.hint = distribution_hint;
  value.range = range_text(Duration::zero(), kMaxDuration);
  return value;
}

Value api_latency_value(std::optional<Distribution>& field) {
  Value value = read_value(field, kApiLatencyForms, field ? to_text(*field) : "off",
                           read_api_latency, {"off"});
  value.pattern = "^off$|" + std::string(kDistributionPattern);
  value.hint = distribution_hint;
  value.range = range_text(Duration::zero(), kMaxDuration);
  return value;
}

Value clock_value(std::optional<ClockSetting>& field) {
  Value value = read_value(field, kClockModeForms, field ? to_text(field->mode, field->factor) : "",
                           read_clock_mode, {"real", "manual", "auto"});
  value.pattern = "^(real|manual|auto|scaled:.+)$";
  return value;
}

Value clock_start_value(std::optional<Timestamp>& field) {
  Value value = read_value(field, kTimeForms, "", read_clock_start);
  value.range = kTimeYears;
  return value;
}

Value sync_timeout_status_value(SyncTimeoutStatus& field) {
  Value value = choice_value(
      field, {{"200", SyncTimeoutStatus::ok}, {"504", SyncTimeoutStatus::gateway_timeout}});
  value.form = Form::number;
  return value;
}

// A name, or the path of a file.
Value scenario_value(std::string& field, const std::vector<std::string>& names) {
  return {.expected = "the name of a scenario, or the path of its file",
          .default_text = field,
          .suggestions = names,
          .offer = Offer::files,
          .set = [&field](const RawValue& given) {
            if (given.texts.size() != 1) return false;
            const std::string& text = given.texts[0];
            if (text.empty() || text.find('\0') != std::string::npos) return false;
            field = is_scenario_path(text) ? (given.folder / text).string() : text;
            return true;
          }};
}

std::string with_underscores(std::string_view name) {
  std::string text(name);
  std::replace(text.begin(), text.end(), '-', '_');
  return text;
}

}  // namespace

std::vector<Option> serve_options(Settings& to) {
  // Those that are built in.
  const std::vector<std::string> tiers = {"level1", "level2", "level3", "bronze",
                                          "silver", "gold",   "ultra",  "unlimited"};
  const std::vector<std::string> scenarios = {"flaky",
                                              "busy",
                                              "lost-replies",
                                              "outage",
                                              "slow",
                                              "unlucky-tasks",
                                              "hostile-webhooks",
                                              "low-balance",
                                              "trial-only",
                                              "credits-expiring",
                                              "credit-line-unpaid",
                                              "suspended"};
  std::vector<Option> options = {
      {.group = "Where it listens",
       .name = "host",
       .placeholder = "ADDRESS",
       .help = "Address or name to listen on; 0.0.0.0 lets other machines in",
       .value = text_value(to.listen.host, "an address or a name of this machine")},
      {.name = "port",
       .placeholder = "NUMBER",
       .help = "Port to listen on; 0 takes any free one",
       .value = number_value(to.listen.port, 0, kMaxPort)},
      {.name = "engine",
       .placeholder = "NAME",
       .help = "What serves connections: event (a few threads for all of them) or httplib (a "
               "thread for each); auto selects event if the program was built with it",
       .value = choice_value(to.listen.engine, {{"auto", ServerEngine::automatic},
                                                {"event", ServerEngine::event},
                                                {"httplib", ServerEngine::httplib}})},
      {.name = "threads",
       .placeholder = "NUMBER",
       .help = "Threads of the engine event; 0: one for each core",
       .value = number_value(to.listen.threads, 0, ListenOptions::kMaxThreads)},
      {.name = "tls-cert",
       .placeholder = "FILE",
       .help = "Serve HTTPS with this PEM certificate, followed by its chain of intermediates, if "
               "any; needs --tls-key",
       .value = path_value(to.listen.tls_cert)},
      {.name = "tls-key",
       .placeholder = "FILE",
       .help = "Private key of that certificate, in PEM and without a passphrase",
       .value = path_value(to.listen.tls_key)},
      {.name = "tls-self-signed",
       .placeholder = "FILE",
       .help = "Serve HTTPS with a certificate that is generated at the start and written to this "
               "file, for clients to trust",
       .value = path_value(to.listen.tls_self_signed)},
      {.name = "port-file",
       .placeholder = "FILE",
       .help =
           "Write the bound port to this file once the server listens; removed on a clean shutdown",
       .value = path_value(to.port_file)},
      {.group = "What it reads",
       .name = "config",
       .placeholder = "FILE",
       .help = "Read options from this JSON file; paths in it are relative to its folder",
       .value = path_value(to.config),
       .in_config_file = false},
      {.name = "models",
       .placeholder = "FILE",
       .help = "Models to add: a file with the answer of GET /api/v3/models, which `models pull` "
               "writes; "
               "may be repeated; in the environment, ':' separates paths; in a config file, give a "
               "list",
       .value = paths_value(to.mock.models, "paths of files")},
      {.name = "unknown-models",
       .placeholder = "MODE",
       .help =
           "Requests for models that the mock does not know: refuse (404) or accept (the kind of "
           "output is guessed from the id, any inputs are taken)",
       .value = choice_value(to.mock.unknown_models, {{"refuse", UnknownModels::refuse},
                                                      {"accept", UnknownModels::accept}})},
      {.name = "unknown-model-price",
       .placeholder = "USD",
       .help = "US dollars that a task of such a model costs",
       .value = money_value(to.mock.unknown_model_price, kMaxUsd)},
      {.name = "fixtures",
       .placeholder = "PATH",
       .help =
           "Models, tiers, accounts and fault rules to add: a JSON file or a folder of them; may "
           "be repeated; in the environment, ':' separates paths; in a config file, give a list",
       .value = paths_value(to.mock.fixtures, "paths of JSON files, or of folders of them")},
      {.group = "Accounts and credit",
       .name = "auth",
       .placeholder = "MODE",
       .help =
           "open: any well-formed key opens an account of its own on first use; strict: only the "
           "keys in the fixtures",
       .value = choice_value(to.mock.auth, {{"open", Auth::open}, {"strict", Auth::strict}})},
      {.name = "tier",
       .placeholder = "NAME",
       .help = "Tier of an account that names none: " + joined(tiers) + ", or one of your fixtures",
       .value = text_value(to.mock.tier, "the name of a tier", tiers)},
      {.name = "balance",
       .placeholder = "USD",
       .help = "US dollars that an account starts with",
       .value = money_value(to.mock.balance, kMaxUsd)},
      {.name = "credit-expiry",
       .placeholder = "TIME",
       .help = "How long purchased credit lasts: never (no expiry, as the payment page says), or a "
               "time such as 365d (as the FAQ says)",
       .value = credit_expiry_value(to.mock.credit_expiry)},
      {.group = "Time",
       .name = "latency",
       .placeholder = "TIME",
       .help =
           "How long a task runs: realistic (as the model does), brisk (about a second), instant, "
           "fixed:200ms, uniform:1s,3s, normal:2s,500ms (mean, deviation), lognormal:2s,0.5 "
           "(median, "
           "sigma) or percentiles:p50=1s,p99=10s",
       .value = latency_value(to.mock.latency)},
      {.name = "clock",
       .placeholder = "MODE",
       .help =
           "How time passes: real, scaled:100 (100 times as fast), manual (only when advanced), "
           "auto (jumps to the end of a task when its result is requested)",
       .value = clock_value(to.mock.clock_mode)},
      {.name = "clock-start",
       .placeholder = "TIME",
       .help =
           "Start time of the clock; if unset, the current time, or 2026-01-01 for manual and auto",
       .value = clock_start_value(to.mock.clock_start)},
      {.name = "api-latency",
       .placeholder = "TIME",
       .help = "Delay of each API answer: off, or a distribution as for --latency",
       .value = api_latency_value(to.mock.api_latency)},
      {.group = "Limits and synchronous mode",
       .name = "over-limit",
       .placeholder = "RULE",
       .help = "What happens to a submission over a limit of its tier: tier (what the tier says), "
               "reject (429) or queue (it waits)",
       .value = choice_value(to.mock.over_limit, {{"tier", OverLimit::as_tier},
                                                  {"reject", OverLimit::reject},
                                                  {"queue", OverLimit::queue}})},
      {.name = "limit-results",
       .placeholder = "",
       .help = "Also count requests for results in the per-minute limits",
       .value = toggle_value(to.mock.limit_results)},
      {.name = "sync-wait",
       .placeholder = "TIME",
       .help = "How long a submission in synchronous mode waits for its task",
       .value = duration_option_value(to.mock, kSyncWait)},
      {.name = "sync-timeout-status",
       .placeholder = "STATUS",
       .help = "HTTP status if a task takes longer than that: 200 (with the task, code 5004) or "
               "504 (as a gateway answers)",
       .value = sync_timeout_status_value(to.mock.sync_timeout_status)},
      {.group = "Uploads and outputs",
       .name = "max-upload-bytes",
       .placeholder = "BYTES",
       .help = "Largest file that can be uploaded; a larger one is refused with 413",
       .value = whole_option_value(to.mock, kMaxUploadBytes)},
      {.name = "output-names",
       .placeholder = "NAMES",
       .help = "Names of output files: stable (0.jpeg, counted from 0) or live (1.jpg, counted "
               "from 1, as seen at the service)",
       .value = choice_value(to.mock.output_names,
                             {{"stable", OutputNames::stable}, {"live", OutputNames::live}})},
      {.name = "unknown-inputs",
       .placeholder = "WHAT",
       .help = "Inputs that a model does not have: ignore, refuse, or as-schema, which refuses "
               "them where the model's request schema allows no others",
       .value = choice_value(to.mock.unknown_inputs, {{"as-schema", UnknownInputs::as_schema},
                                                      {"ignore", UnknownInputs::ignore},
                                                      {"refuse", UnknownInputs::refuse}})},
      {.name = "upload-types",
       .placeholder = "TYPES",
       .help = "Which files can be uploaded: media (images, videos, sounds, zip archives) or any",
       .value = choice_value(to.mock.upload_types,
                             {{"media", UploadTypes::media}, {"any", UploadTypes::any}})},
      {.name = "media-memory",
       .placeholder = "BYTES",
       .help = "Bytes of memory for all uploaded files together",
       .value = whole_option_value(to.mock, kMediaMemory)},
      {.name = "media-dir",
       .placeholder = "FOLDER",
       .help = "Folder for uploaded files when their memory is full, until they expire or the mock "
               "ends; if unset, they are refused with 413",
       .value = path_value(to.mock.media_dir, "the path of a folder", Offer::folders)},
      {.name = "media-duration",
       .placeholder = "TIME",
       .help = "How long a media input lasts if the mock cannot know, for prices that depend on it",
       .value = duration_option_value(to.mock, kMediaDuration)},
      {.name = "retention",
       .placeholder = "TIME",
       .help = "How long tasks and their outputs are kept after the submission",
       .value = duration_option_value(to.mock, kRetention)},
      {.group = "Webhooks",
       .name = "webhook-private",
       .placeholder = "",
       .help = "Also deliver webhooks to private addresses, not only to public ones and loopback",
       .value = toggle_value(to.mock.webhook_private)},
      {.name = "webhook-retries",
       .placeholder = "NUMBER",
       .help = "Attempts to deliver a webhook after the first",
       .value = whole_option_value(to.mock, kWebhookRetries)},
      {.name = "webhook-backoff",
       .placeholder = "TIME",
       .help = "Delay before the first retry of a webhook; doubles with each retry",
       .value = duration_option_value(to.mock, kWebhookBackoff)},
      {.name = "webhook-timeout",
       .placeholder = "TIME",
       .help = "How long the receiver of a webhook may take to answer",
       .value = duration_option_value(to.mock, kWebhookTimeout)},
      {.name = "webhook-refund",
       .placeholder = "",
       .help = "Refund a task whose webhook could not be delivered",
       .value = toggle_value(to.mock.webhook_refund)},
      {.group = "Replay, and checks of clients",
       .name = "replay",
       .placeholder = "FILE",
       .help = "Answer only from this transcript, as written by `wavespeed-mock record`",
       .value = path_value(to.mock.replay, "the path of a transcript")},
      {.name = "replay-timing",
       .placeholder = "MODE",
       .help = "instant: replay answers at once; recorded: replay them with their recorded delays",
       .value = choice_value(to.mock.replay_timing, {{"instant", ReplayTiming::instant},
                                                     {"recorded", ReplayTiming::recorded}})},
      {.name = "strict",
       .placeholder = "",
       .help = "Check each request against the contract: violations are in the header "
               "X-Mock-Violation and in the client report, and make the exit code 1",
       .value = toggle_value(to.mock.strict)},
      {.name = "client-report",
       .placeholder = "FILE",
       .help = "Write a report at the end: how clients behaved and, with --strict, how they broke "
               "the contract; if they broke anything, the exit code is 1. JUnit for .xml, JSON for "
               ".json, otherwise text",
       .value = path_value(to.client_report)},
      {.name = "client-rules",
       .placeholder = "NAMES",
       .help = "Rules of client behaviour that count in the client report; unset: all",
       .value = client_rules_value(to.client_rules)},
      {.group = "Scenarios, triggers and the control plane",
       .name = "scenario",
       .placeholder = "NAME",
       .help = "Scenario to start with: " + joined(scenarios) +
               ", one of --scenarios, or the path of a file",
       .value = scenario_value(to.mock.scenario, scenarios)},
      {.name = "scenarios",
       .placeholder = "PATH",
       .help =
           "Scenarios to add: a JSON file or a folder of them, reloaded when they change; may be "
           "repeated; in the environment, ':' separates paths; in a config file, give a list",
       .value = paths_value(to.mock.scenarios, "paths of JSON files, or of folders of them")},
      {.name = "control",
       .placeholder = "RULE",
       .help = "Which clients may use /__mock/…: auto (all while the server listens on loopback "
               "only, otherwise those with the token), on (all) or off (none)",
       .value = choice_value(
           to.mock.control,
           {{"auto", Control::automatic}, {"on", Control::on}, {"off", Control::off}})},
      {.name = "control-token",
       .placeholder = "TOKEN",
       .help = "Token that requests to /__mock/… must send in X-Mock-Token",
       .value = checked_text_value(to.mock.control_token, std::string(kControlTokenForm),
                                   [](const std::string& text) { return is_control_token(text); }),
       .is_secret = true},
      {.name = "triggers",
       .placeholder = "MODE",
       .help = "on: markers in prompts such as [mock:rate_limited] cause faults, and the test "
               "models mock/… exist; off: neither",
       .value = choice_value(to.mock.triggers, {{"on", true}, {"off", false}})},
      {.group = "Journal, seed and log",
       .name = "journal",
       .placeholder = "NUMBER",
       .help = "How many of the newest requests of each account the journal keeps; 0: none",
       .value = whole_option_value(to.mock, kJournal)},
      {.name = "journal-body",
       .placeholder = "BYTES",
       .help = "How many bytes of each body the journal keeps",
       .value = whole_option_value(to.mock, kJournalBody)},
      {.name = "seed",
       .placeholder = "NUMBER",
       .help = "Seed of all randomness: the same seed, keys and order of calls give the same ids, "
               "run times and outcomes",
       .value = number_value(to.mock.seed, 0, std::numeric_limits<std::uint64_t>::max())},
      {.name = "log-format",
       .placeholder = "FORMAT",
       .help = "Format of the log on stderr: text or json (one object per line)",
       .value =
           choice_value(to.log_format, {{"text", LogFormat::text}, {"json", LogFormat::json}})},
      {.name = "log-level",
       .placeholder = "LEVEL",
       .help = "What is logged: off, error, warn, info (start, stop and faults) or debug (each "
               "request)",
       .value = choice_value(to.log_level, {"off", "error", "warn", "info", "debug"})},
  };
  for (Option& option : options) option.variable = environment_name(option);
  return options;
}

std::span<const std::string_view> other_environment_names() {
  static constexpr std::array<std::string_view, 4> kNames = {
      "WAVESPEED_MOCK_URL", "WAVESPEED_MOCK_KEY", "WAVESPEED_MOCK_TOKEN", "WAVESPEED_MOCK_BIN"};
  return kNames;
}

std::string environment_name(const Option& option) {
  std::string name = std::string(kEnvironmentPrefix) + with_underscores(option.name);
  std::transform(name.begin(), name.end(), name.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  return name;
}

std::string config_key(const Option& option) {
  return with_underscores(option.name);
}

}  // namespace wavespeed_mock::cli
