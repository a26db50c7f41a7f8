#include "cli/option_table.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <limits>
#include <optional>

#include "domain/journal/client_judgement.h"

namespace wavespeed_mock::cli {
namespace {

bool set_text(std::string& field, const RawValue& given) {
  if (given.texts.size() != 1 || given.texts[0].empty()) return false;
  field = given.texts[0];
  return true;
}

template <class Number>
bool set_number(Number& field, const RawValue& given, Number least, Number most) {
  if (given.texts.size() != 1) return false;
  const std::string& text = given.texts[0];
  const char* const end = text.data() + text.size();
  Number number{};
  const auto [rest, error] = std::from_chars(text.data(), end, number);
  // Written so that "nan" is refused too.
  if (error != std::errc() || rest != end || !(number >= least && number <= most)) return false;
  field = number;
  return true;
}

template <class Value>
struct Choice {
  std::string_view text;
  Value value;
};

template <class Value, std::size_t kCount>
bool set_choice(Value& field, const RawValue& given, const Choice<Value> (&choices)[kCount]) {
  if (given.texts.size() != 1) return false;
  for (const Choice<Value>& choice : choices) {
    if (choice.text != given.texts[0]) continue;
    field = choice.value;
    return true;
  }
  return false;
}

bool set_path(std::optional<std::filesystem::path>& field, const RawValue& given) {
  if (given.texts.size() != 1 || given.texts[0].empty()) return false;
  field = given.folder / given.texts[0];
  return true;
}

bool set_paths(std::vector<std::filesystem::path>& field, const RawValue& given) {
  const auto& texts = given.texts;
  if (texts.empty() || std::find(texts.begin(), texts.end(), "") != texts.end()) return false;
  field.clear();
  for (const std::string& text : texts) field.push_back(given.folder / text);
  return true;
}

constexpr auto kTable = std::to_array<OptionRow>({
    {.name = "host",
     .placeholder = "ADDRESS",
     .default_text = "127.0.0.1",
     .expected = "an address or a name of this machine",
     .help = "Address or name to listen on; 0.0.0.0 lets other machines in",
     .form = Form::text,
     .set = [](Settings& to, const RawValue& given) { return set_text(to.listen.host, given); }},
    {.name = "port",
     .placeholder = "NUMBER",
     .default_text = "8787",
     .expected = "a whole number from 0 to 65535",
     .help = "Port to listen on; 0 takes any free one",
     .form = Form::number,
     .set = [](Settings& to,
               const RawValue& given) { return set_number(to.listen.port, given, 0, 65535); }},
    {.name = "engine",
     .placeholder = "NAME",
     .default_text = "auto",
     .expected = "auto, event or httplib",
     .help = "What serves connections: event (a few threads for all of them) or httplib (a thread "
             "for each); auto takes event where it was built",
     .form = Form::text,
     .set =
         [](Settings& to, const RawValue& given) {
           return set_choice(to.listen.engine, given,
                             {{"auto", "auto"}, {"event", "event"}, {"httplib", "httplib"}});
         }},
    {.name = "threads",
     .placeholder = "NUMBER",
     .default_text = "0",
     .expected = "a whole number from 0 to 256",
     .help = "Threads of the engine event; 0: as many as the machine has cores",
     .form = Form::number,
     .set = [](Settings& to,
               const RawValue& given) { return set_number(to.listen.threads, given, 0U, 256U); }},
    {.name = "tls-cert",
     .placeholder = "FILE",
     .default_text = "",
     .expected = "the path of a file",
     .help = "Serve HTTPS with this PEM certificate, followed by its chain of intermediates, if "
             "any; needs --tls-key",
     .form = Form::text,
     .set = [](Settings& to,
               const RawValue& given) { return set_path(to.listen.tls_cert, given); }},
    {.name = "tls-key",
     .placeholder = "FILE",
     .default_text = "",
     .expected = "the path of a file",
     .help = "Private key of that certificate, in PEM and without a passphrase",
     .form = Form::text,
     .set = [](Settings& to, const RawValue& given) { return set_path(to.listen.tls_key, given); }},
    {.name = "tls-self-signed",
     .placeholder = "FILE",
     .default_text = "",
     .expected = "the path of a file",
     .help = "Serve HTTPS with a certificate generated at startup and written to this file, for "
             "clients to trust",
     .form = Form::text,
     .set = [](Settings& to,
               const RawValue& given) { return set_path(to.listen.tls_self_signed, given); }},
    {.name = "port-file",
     .placeholder = "FILE",
     .default_text = "",
     .expected = "the path of a file",
     .help =
         "Write the bound port to this file once the server listens; removed on a clean shutdown",
     .form = Form::text,
     .set = [](Settings& to, const RawValue& given) { return set_path(to.port_file, given); }},
    {.name = "config",
     .placeholder = "FILE",
     .default_text = "",
     .expected = "the path of a file",
     .help = "Read options from this JSON file; paths in it are relative to its folder",
     .form = Form::text,
     .set = [](Settings& to, const RawValue& given) { return set_path(to.config, given); },
     .in_config_file = false},
    {.name = "fixtures",
     .placeholder = "PATH",
     .default_text = "",
     .expected = "paths of JSON files, or of folders of them",
     .help = "Models, tiers, accounts and fault rules to add: a JSON file or a folder of them; may "
             "be repeated, "
             "in the environment separated by ':', in a config file a list",
     .form = Form::paths,
     .set = [](Settings& to, const RawValue& given) { return set_paths(to.mock.fixtures, given); }},
    {.name = "auth",
     .placeholder = "MODE",
     .default_text = "open",
     .expected = "open or strict",
     .help = "open: any well-formed key opens an account of its own on first use; strict: only the "
             "keys in the fixtures",
     .form = Form::text,
     .set =
         [](Settings& to, const RawValue& given) {
           return set_choice(to.mock.auth, given, {{"open", Auth::open}, {"strict", Auth::strict}});
         }},
    {.name = "tier",
     .placeholder = "NAME",
     .default_text = "level3",
     .expected = "the name of a tier",
     .help = "Tier of an account that names none: level1, level2, level3, bronze, silver, gold, "
             "ultra, unlimited, or one of your fixtures",
     .form = Form::text,
     .set = [](Settings& to, const RawValue& given) { return set_text(to.mock.tier, given); }},
    {.name = "balance",
     .placeholder = "USD",
     .default_text = "100",
     .expected = "a number of US dollars from 0 to 1000000000",
     .help = "US dollars that an account starts with",
     .form = Form::number,
     .set = [](Settings& to,
               const RawValue& given) { return set_number(to.mock.balance_usd, given, 0.0, 1e9); }},
    {.name = "credit-expiry",
     .placeholder = "TIME",
     .default_text = "never",
     .expected = "never, or a duration above 0 such as 365d",
     .help =
         "How long purchased credit lasts: never ends, as the payment page says, or 365d, as the "
         "FAQ says",
     .form = Form::text,
     .set = [](Settings& to,
               const RawValue& given) { return set_text(to.mock.credit_expiry, given); }},
    {.name = "latency",
     .placeholder = "TIME",
     .default_text = "brisk",
     .expected = "realistic, brisk, instant or a distribution such as fixed:200ms",
     .help =
         "How long a task runs: realistic (as the model does), brisk (about a second), instant, "
         "fixed:200ms, uniform:1s,3s, normal:2s,500ms (mean, deviation), lognormal:2s,0.5 (median, "
         "sigma) or percentiles:p50=1s,p99=10s",
     .form = Form::text,
     .set = [](Settings& to, const RawValue& given) { return set_text(to.mock.latency, given); }},
    {.name = "clock",
     .placeholder = "MODE",
     .default_text = "real",
     .expected = "real, scaled:FACTOR, manual or auto",
     .help = "How time passes: real, scaled:100 (100 times as fast), manual (only when advanced), "
             "auto (jumps to the end of a task when its result is requested)",
     .form = Form::text,
     .set = [](Settings& to,
               const RawValue& given) { return set_text(to.mock.clock_mode, given); }},
    {.name = "clock-start",
     .placeholder = "TIME",
     .default_text = "",
     .expected = "a time such as 2026-01-01T00:00:00Z",
     .help =
         "Start time of the clock; if unset, the current time, or 2026-01-01 for manual and auto",
     .form = Form::text,
     .set = [](Settings& to,
               const RawValue& given) { return set_text(to.mock.clock_start, given); }},
    {.name = "api-latency",
     .placeholder = "TIME",
     .default_text = "off",
     .expected = "off or a distribution such as fixed:20ms",
     .help = "Delay of each API answer: off, or a distribution as for --latency",
     .form = Form::text,
     .set = [](Settings& to,
               const RawValue& given) { return set_text(to.mock.api_latency, given); }},
    {.name = "over-limit",
     .placeholder = "RULE",
     .default_text = "tier",
     .expected = "tier, reject or queue",
     .help = "What happens to a submission over a limit of its tier: tier (what the tier says), "
             "reject (429) or queue (it waits)",
     .form = Form::text,
     .set =
         [](Settings& to, const RawValue& given) {
           return set_choice(to.mock.over_limit, given,
                             {{"tier", OverLimit::as_tier},
                              {"reject", OverLimit::reject},
                              {"queue", OverLimit::queue}});
         }},
    {.name = "limit-results",
     .placeholder = "",
     .default_text = "false",
     .expected = "true or false",
     .help = "Count requests for results in the per-minute limits too",
     .form = Form::toggle,
     .set =
         [](Settings& to, const RawValue& given) {
           return set_choice(to.mock.limit_results, given, {{"true", true}, {"false", false}});
         }},
    {.name = "sync-wait",
     .placeholder = "TIME",
     .default_text = "90s",
     .expected = "a duration from 0 to 24h such as 90s",
     .help = "How long a submission in synchronous mode waits for its task",
     .form = Form::text,
     .set = [](Settings& to, const RawValue& given) { return set_text(to.mock.sync_wait, given); }},
    {.name = "sync-timeout-status",
     .placeholder = "STATUS",
     .default_text = "200",
     .expected = "200 or 504",
     .help =
         "HTTP status when a task outlasts that wait: 200 (with the task, code 5004) or 504 (as "
         "a gateway answers)",
     .form = Form::number,
     .set =
         [](Settings& to, const RawValue& given) {
           return set_choice(to.mock.sync_timeout_status, given, {{"200", 200}, {"504", 504}});
         }},
    {.name = "max-upload-bytes",
     .placeholder = "BYTES",
     .default_text = "209715200",
     .expected = "a whole number of bytes from 1 to 1099511627776",
     .help = "Largest file that can be uploaded; a larger one is refused with 413",
     .form = Form::number,
     .set =
         [](Settings& to, const RawValue& given) {
           constexpr std::uint64_t kMost = 1'099'511'627'776;
           return set_number(to.mock.max_upload_bytes, given, std::uint64_t{1}, kMost);
         }},
    {.name = "upload-types",
     .placeholder = "TYPES",
     .default_text = "media",
     .expected = "media or any",
     .help = "Which files can be uploaded: media (images, videos, sounds, zip archives) or any",
     .form = Form::text,
     .set =
         [](Settings& to, const RawValue& given) {
           return set_choice(to.mock.upload_types, given,
                             {{"media", UploadTypes::media}, {"any", UploadTypes::any}});
         }},
    {.name = "media-memory",
     .placeholder = "BYTES",
     .default_text = "268435456",
     .expected = "a whole number of bytes from 0 to 1099511627776",
     .help = "Bytes of memory for all uploaded files together",
     .form = Form::number,
     .set =
         [](Settings& to, const RawValue& given) {
           constexpr std::uint64_t kMost = 1'099'511'627'776;
           return set_number(to.mock.media_memory, given, std::uint64_t{0}, kMost);
         }},
    {.name = "media-dir",
     .placeholder = "FOLDER",
     .default_text = "",
     .expected = "the path of a folder",
     .help =
         "Where uploaded files go when their memory is full, until they expire or the mock ends; "
         "without it they are refused with 413",
     .form = Form::text,
     .set = [](Settings& to, const RawValue& given) { return set_path(to.mock.media_dir, given); }},
    {.name = "retention",
     .placeholder = "TIME",
     .default_text = "7d",
     .expected = "a duration above 0 such as 7d",
     .help = "How long tasks and their outputs are kept after the submission",
     .form = Form::text,
     .set = [](Settings& to, const RawValue& given) { return set_text(to.mock.retention, given); }},
    {.name = "webhook-private",
     .placeholder = "",
     .default_text = "false",
     .expected = "true or false",
     .help = "Deliver webhooks to private addresses too, not only to public ones and loopback",
     .form = Form::toggle,
     .set =
         [](Settings& to, const RawValue& given) {
           return set_choice(to.mock.webhook_private, given, {{"true", true}, {"false", false}});
         }},
    {.name = "webhook-retries",
     .placeholder = "NUMBER",
     .default_text = "3",
     .expected = "a whole number from 0 to 20",
     .help = "Attempts to deliver a webhook after the first",
     .form = Form::number,
     .set =
         [](Settings& to, const RawValue& given) {
           return set_number(to.mock.webhook_retries, given, 0, 20);
         }},
    {.name = "webhook-backoff",
     .placeholder = "TIME",
     .default_text = "5s",
     .expected = "a duration such as 5s",
     .help = "Delay before the first retry of a webhook; doubles with each retry",
     .form = Form::text,
     .set = [](Settings& to,
               const RawValue& given) { return set_text(to.mock.webhook_backoff, given); }},
    {.name = "webhook-timeout",
     .placeholder = "TIME",
     .default_text = "30s",
     .expected = "a duration such as 30s",
     .help = "How long the receiver of a webhook may take to answer",
     .form = Form::text,
     .set = [](Settings& to,
               const RawValue& given) { return set_text(to.mock.webhook_timeout, given); }},
    {.name = "webhook-refund",
     .placeholder = "",
     .default_text = "false",
     .expected = "true or false",
     .help = "Refund a task whose webhook could not be delivered",
     .form = Form::toggle,
     .set =
         [](Settings& to, const RawValue& given) {
           return set_choice(to.mock.webhook_refund, given, {{"true", true}, {"false", false}});
         }},
    {.name = "replay",
     .placeholder = "FILE",
     .default_text = "",
     .expected = "the path of a transcript",
     .help = "Answer only from this transcript, as written by `wavespeed-mock record`",
     .form = Form::text,
     .set = [](Settings& to, const RawValue& given) { return set_path(to.mock.replay, given); }},
    {.name = "replay-timing",
     .placeholder = "MODE",
     .default_text = "instant",
     .expected = "instant or recorded",
     .help = "instant: replay answers at once; recorded: replay them with their recorded delays",
     .form = Form::text,
     .set =
         [](Settings& to, const RawValue& given) {
           return set_choice(
               to.mock.replay_timing, given,
               {{"instant", ReplayTiming::instant}, {"recorded", ReplayTiming::recorded}});
         }},
    {.name = "strict",
     .placeholder = "",
     .default_text = "false",
     .expected = "true or false",
     .help = "Hold each request against the contract: what is wrong with it stands in the header "
             "X-Mock-Violation and in the client report, and the program ends with exit code 1",
     .form = Form::toggle,
     .set =
         [](Settings& to, const RawValue& given) {
           return set_choice(to.mock.strict, given, {{"true", true}, {"false", false}});
         }},
    {.name = "client-report",
     .placeholder = "FILE",
     .default_text = "",
     .expected = "the path of a file",
     .help = "Report at the end how clients behaved, and with --strict what broke the contract; "
             "exit code 1 when anything did. JUnit for .xml, JSON for .json, else text",
     .form = Form::text,
     .set = [](Settings& to, const RawValue& given) { return set_path(to.client_report, given); }},
    {.name = "client-rules",
     .placeholder = "NAMES",
     .default_text = "",
     .expected =
         "names out of retry_after, backoff, polling, double_submit, ignored_error, separated "
         "by commas",
     .help = "Rules of behaviour that count in the client report at the end; unset: all",
     .form = Form::text,
     .set =
         [](Settings& to, const RawValue& given) {
           std::string names;
           if (!set_text(names, given) || !ClientRuleNames::read(names)) return false;
           to.client_rules = names;
           return true;
         }},
    {.name = "scenario",
     .placeholder = "NAME",
     .default_text = "",
     .expected = "the name of a scenario, or the path of its file",
     .help = "Scenario to start with: flaky, busy, lost-replies, outage, slow, unlucky-tasks, "
             "hostile-webhooks, low-balance, trial-only, credits-expiring, credit-line-unpaid, "
             "suspended, one of --scenarios, or the path of a file",
     .form = Form::text,
     .set =
         [](Settings& to, const RawValue& given) {
           if (!set_text(to.mock.scenario, given)) return false;
           const bool is_path = to.mock.scenario.find('/') != std::string::npos ||
                                to.mock.scenario.ends_with(".json");
           if (is_path) to.mock.scenario = (given.folder / to.mock.scenario).string();
           return true;
         }},
    {.name = "scenarios",
     .placeholder = "PATH",
     .default_text = "",
     .expected = "paths of JSON files, or of folders of them",
     .help =
         "Scenarios to add: a JSON file or a folder of them, read again when they change; may be "
         "repeated, in the environment separated by ':', in a config file a list",
     .form = Form::paths,
     .set = [](Settings& to,
               const RawValue& given) { return set_paths(to.mock.scenarios, given); }},
    {.name = "control",
     .placeholder = "RULE",
     .default_text = "auto",
     .expected = "auto, on or off",
     .help =
         "Who may use /__mock/…: auto (everybody while the server listens on loopback only, else "
         "who has the token), on (everybody) or off (nobody)",
     .form = Form::text,
     .set =
         [](Settings& to, const RawValue& given) {
           return set_choice(to.mock.control, given,
                             {{"auto", std::string("auto")},
                              {"on", std::string("on")},
                              {"off", std::string("off")}});
         }},
    {.name = "control-token",
     .placeholder = "TOKEN",
     .default_text = "",
     .expected = "a text without spaces",
     .help = "Token that requests to /__mock/… must send in X-Mock-Token",
     .form = Form::text,
     .set = [](Settings& to,
               const RawValue& given) { return set_text(to.mock.control_token, given); }},
    {.name = "triggers",
     .placeholder = "MODE",
     .default_text = "on",
     .expected = "on or off",
     .help = "on: markers in prompts such as [mock:rate_limited] make faults, and there are test "
             "models mock/…; off: neither",
     .form = Form::text,
     .set =
         [](Settings& to, const RawValue& given) {
           return set_choice(to.mock.triggers, given, {{"on", true}, {"off", false}});
         }},
    {.name = "journal",
     .placeholder = "NUMBER",
     .default_text = "1000",
     .expected = "a whole number from 0 to 1000000",
     .help = "How many requests the journal remembers of each account, the newest ones; 0 for none",
     .form = Form::number,
     .set =
         [](Settings& to, const RawValue& given) {
           constexpr std::uint64_t kMost = 1'000'000;
           return set_number(to.mock.journal, given, std::uint64_t{0}, kMost);
         }},
    {.name = "journal-body",
     .placeholder = "BYTES",
     .default_text = "2048",
     .expected = "a whole number of bytes from 0 to 1048576",
     .help = "How many bytes of each body the journal keeps",
     .form = Form::number,
     .set =
         [](Settings& to, const RawValue& given) {
           constexpr std::uint64_t kMost = 1'048'576;
           return set_number(to.mock.journal_body, given, std::uint64_t{0}, kMost);
         }},
    {.name = "seed",
     .placeholder = "NUMBER",
     .default_text = "0",
     .expected = "a whole number from 0 to 18446744073709551615",
     .help = "Same seed, same keys and same order of calls: same ids, run times and outcomes",
     .form = Form::number,
     .set =
         [](Settings& to, const RawValue& given) {
           constexpr std::uint64_t kMost = std::numeric_limits<std::uint64_t>::max();
           return set_number(to.mock.seed, given, std::uint64_t{0}, kMost);
         }},
    {.name = "log-format",
     .placeholder = "FORMAT",
     .default_text = "text",
     .expected = "text or json",
     .help =
         "Form of what goes to stderr: text (a line for people) or json (an object on each line)",
     .form = Form::text,
     .set =
         [](Settings& to, const RawValue& given) {
           return set_choice(to.log_format, given,
                             {{"text", LogFormat::text}, {"json", LogFormat::json}});
         }},
    {.name = "log-level",
     .placeholder = "LEVEL",
     .default_text = "info",
     .expected = "off, error, warn, info or debug",
     .help = "What goes to stderr: off, error, warn, info (start, stop and faults) or debug (each "
             "exchange)",
     .form = Form::text,
     .set =
         [](Settings& to, const RawValue& given) {
           return set_choice<std::string>(to.log_level, given,
                                          {{"off", "off"},
                                           {"error", "error"},
                                           {"warn", "warn"},
                                           {"info", "info"},
                                           {"debug", "debug"}});
         }},
});

std::string with_underscores(std::string_view name) {
  std::string text(name);
  std::replace(text.begin(), text.end(), '-', '_');
  return text;
}

std::string flag_with_value(const OptionRow& row) {
  if (row.placeholder.empty()) return flag_name(row);
  return flag_name(row) + ' ' + std::string(row.placeholder);
}

std::string in_code(std::string_view text) {
  return text.empty() ? "" : '`' + std::string(text) + '`';
}

// `text` broken at spaces so that no line grows beyond `width`; all but the first are indented.
std::string wrapped(std::string_view text, std::size_t indent, std::size_t width) {
  std::string out;
  std::size_t column = indent;
  while (!text.empty()) {
    const std::string_view word = text.substr(0, text.find(' '));
    text.remove_prefix(std::min(word.size() + 1, text.size()));
    if (column > indent && column + 1 + word.size() > width) {
      out += '\n' + std::string(indent, ' ');
      column = indent;
    } else if (column > indent) {
      out += ' ';
      ++column;
    }
    out += word;
    column += word.size();
  }
  return out;
}

}  // namespace

std::span<const OptionRow> option_table() {
  return kTable;
}

std::span<const std::string_view> other_environment_names() {
  static constexpr std::array<std::string_view, 4> kNames = {
      "WAVESPEED_MOCK_URL", "WAVESPEED_MOCK_KEY", "WAVESPEED_MOCK_TOKEN", "WAVESPEED_MOCK_BIN"};
  return kNames;
}

std::string flag_name(const OptionRow& row) {
  return "--" + std::string(row.name);
}

std::string environment_name(const OptionRow& row) {
  std::string name = std::string(kEnvironmentPrefix) + with_underscores(row.name);
  std::transform(name.begin(), name.end(), name.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  return name;
}

std::string config_key(const OptionRow& row) {
  return with_underscores(row.name);
}

std::string options_help() {
  constexpr std::size_t kWidth = 80;
  constexpr std::string_view kMargin = "  ";
  std::size_t longest = 0;
  for (const OptionRow& row : kTable) longest = std::max(longest, flag_with_value(row).size());
  const std::size_t indent = kMargin.size() + longest + kMargin.size();

  std::string out;
  for (const OptionRow& row : kTable) {
    std::string entry = std::string(kMargin) + flag_with_value(row);
    entry.resize(indent, ' ');
    std::string meaning(row.help);
    if (!row.default_text.empty()) meaning += " (default " + std::string(row.default_text) + ")";
    out += entry + wrapped(meaning, indent, kWidth) + '\n';
  }
  return out;
}

std::string options_markdown() {
  std::string out =
      "| option | environment | config key | default | meaning |\n"
      "|---|---|---|---|---|\n";
  for (const OptionRow& row : kTable) {
    const std::string key = row.in_config_file ? config_key(row) : "";
    for (const std::string& cell :
         {in_code(flag_with_value(row)), in_code(environment_name(row)), in_code(key),
          in_code(row.default_text), std::string(row.help)}) {
      out += cell.empty() ? "| " : "| " + cell + ' ';
    }
    out += "|\n";
  }
  return out;
}

}  // namespace wavespeed_mock::cli
