#include "cli/server_log.h"

#include <spdlog/logger.h>
#include <spdlog/sinks/base_sink.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <optional>
#include <utility>

#include "base/file/line_output.h"
#include "base/text/json_text.h"
#include "base/text/json_tokens.h"
#include "base/text/quoting.h"
#include "contract/document.h"
#include "contract/redaction/escapes.h"
#include "contract/redaction/json_redaction.h"
#include "contract/redaction/redaction.h"
#include "records/api_key.h"

namespace wavespeed_mock::cli {
namespace {

using spdlog::level::level_enum;

// Longest texts of a line, quoted: together they fit into the LineOutput's longest line.
constexpr std::size_t kMaxMessage = 3'000;
constexpr std::size_t kMaxWord = 40;
constexpr std::size_t kMaxTarget = 1'000;
constexpr std::size_t kMaxFaults = 300;
constexpr std::size_t kMaxViolation = 1'500;

// Cut so far that its escapes do not make it longer than `max` and an ellipsis.
std::string in_quotes(std::string_view text, std::size_t max) {
  constexpr std::size_t kAround = std::string_view("\"…\"").size();
  for (std::size_t size = max;; size /= 2) {
    std::string out;
    append_json_string(out, shortened(text, size));
    if (out.size() <= max + kAround) return out;
  }
}

std::string message_text(LogFormat format, std::string_view message) {
  if (format == LogFormat::text) return std::string(message);
  return "\"message\":" + in_quotes(message, kMaxMessage);
}

// Locked by its base, so that lines of several threads do not mix.
class StderrSink : public spdlog::sinks::base_sink<std::mutex> {
 public:
  explicit StderrSink(LogFormat format) : format_(format) {}

 private:
  void sink_it_(const spdlog::details::log_msg& message) override {
    output_.write(line_of(message), [&](std::uint64_t lost) {
      const std::string text = message_text(
          format_, std::to_string(lost) + " lines of the log were lost: stderr took no more");
      return line_of({message.logger_name, level_enum::warn, text});
    });
  }
  void flush_() override {}
  std::string line_of(const spdlog::details::log_msg& message) {
    spdlog::memory_buf_t line;
    formatter_->format(message, line);
    return {line.data(), line.size() - 1};  // without its line end
  }

  const LogFormat format_;
  LineOutput output_{STDERR_FILENO};
};

std::shared_ptr<spdlog::logger> make_logger(const std::string& level, LogFormat format) {
  auto log =
      std::make_shared<spdlog::logger>("wavespeed-mock", std::make_shared<StderrSink>(format));
  log->set_pattern(format == LogFormat::text
                       ? "%Y-%m-%dT%H:%M:%S.%e%z %l %v"
                       : R"({"time":"%Y-%m-%dT%H:%M:%S.%e%z","level":"%l",%v})");
  log->set_level(spdlog::level::from_str(level));
  return log;
}

// What is logged of an exchange. Texts that a client chose are always quoted: they may hold control
// characters.
struct Told {
  std::string request_id;  // "" for the mock's own routes
  std::string method;
  std::string target;
  int status = 0;
  std::size_t bytes = 0;  // of the body
  DeliveryPlan delivery{};
  std::string faults;       // ids of the rules; "" if none fired
  std::string fault_types;  // of these rules, "error, delay"
  std::string violation;    // "" if there is none

  std::size_t bytes_sent() const {
    if (delivery.ending == Ending::whole) return bytes;
    return std::min<std::uint64_t>(delivery.body_bytes.value_or(0), bytes);
  }
};

// How an answer ends that is not sent whole; "" for one that is.
std::string_view ending_text(Ending ending) {
  switch (ending) {
    case Ending::whole:
      return "";
    case Ending::hang:
      return "connection left open";
    case Ending::close:
      return "connection closed";
    case Ending::reset:
      return "connection reset";
  }
  return "";
}

// Calls `take` with each part of `text` that may be a key. A key may hold any visible character, so
// the text is split in two ways: at what ends a value in a URL or a sentence, and at all else that
// separates names and values.
template <class Take>
void for_each_word(std::string_view text, Take take) {
  for (const std::string_view separators : {" \"?&", " \"'?&/=;,:()[]<>"}) {
    std::string_view rest = text;
    while (!rest.empty()) {
      const std::string_view word = rest.substr(0, rest.find_first_of(separators));
      rest.remove_prefix(std::min(word.size() + 1, rest.size()));
      take(word);
      if (const auto equals = word.find('='); equals != word.npos) take(word.substr(equals + 1));
      // What ends a sentence, or a part of it.
      const std::size_t last = word.find_last_not_of(".,:;");
      if (last + 1 < word.size()) take(word.substr(0, last + 1));
    }
  }
}

void learn_if_key(std::string_view text, const LogSecrets& secrets, Redaction& redaction) {
  if (is_well_formed_key(text) && secrets.is_key(text)) redaction.learn_key(text);
}

// The keys of accounts that a text repeats, though the request's own is another one. A word is
// split off before its escapes are resolved, because a key may hold what separates words; then the
// words within it are read, as those of a URL within a URL.
void learn_keys_in(std::string text, const LogSecrets& secrets, Redaction& redaction) {
  constexpr int kMaxEscapes = 3;
  if (!secrets.is_key) return;
  for (int level = 0; level <= kMaxEscapes; ++level) {
    for_each_word(text, [&](std::string_view word) {
      learn_if_key(word, secrets, redaction);
      const std::string resolved = with_escapes_resolved(word);
      if (resolved != word) learn_if_key(resolved, secrets, redaction);
    });
    std::string resolved = with_escapes_resolved(text);
    if (resolved == text) return;
    text = std::move(resolved);
  }
}

// The keys of accounts that are names or strings of a JSON body: a message may quote them cut, or
// within a longer name, such as "inputs.KEY".
void learn_keys_of_json(std::string_view body, const LogSecrets& secrets, Redaction& redaction) {
  if (!secrets.is_key || !begins_as_json(body)) return;
  JsonTokens tokens(body);
  for (JsonToken token = tokens.next();
       token.kind != JsonToken::Kind::end && token.kind != JsonToken::Kind::error;
       token = tokens.next()) {
    if (token.kind != JsonToken::Kind::key && token.kind != JsonToken::Kind::string) continue;
    const std::string_view text = body.substr(token.begin + 1, token.end - token.begin - 2);
    learn_if_key(json_string_text(text), secrets, redaction);
  }
}

// The key by which a path names an account that the mock does not have.
void learn_account_in(std::string_view target, Redaction& redaction) {
  constexpr std::string_view kAccount = "/__mock/accounts/";
  if (!target.starts_with(kAccount)) return;
  target.remove_prefix(kAccount.size());
  const std::string named = with_escapes_resolved(target.substr(0, target.find_first_of("/?")));
  if (named != "self") redaction.learn_key(named);
}

Told told_of(const Request& request, const Response& response, const LogSecrets& secrets) {
  constexpr int kFirstError = 400;
  // A new one for each exchange, since a redaction remembers every value that it has removed.
  Redaction redaction(ContractDocument::builtin());
  redaction.learn_key(secrets.control_token);
  if (response.status >= kFirstError) learn_account_in(request.target, redaction);
  const std::string violation(response.headers.get("X-Mock-Violation"));
  for (const std::string& text : {request.method, request.target, violation,
                                  std::string(response.headers.get("X-Mock-Fault"))}) {
    learn_keys_in(text, secrets, redaction);
  }
  if (!violation.empty()) {
    // It may quote the request.
    redaction.learn_quoted(request);
    learn_keys_of_json(request.body, secrets, redaction);
  }
  RecordedExchange exchange;
  exchange.request = {request.method, request.target, request.headers, ""};
  exchange = redaction.redacted(std::move(exchange));
  const auto header = [&](std::string_view name) {
    return redaction.redacted(response.headers.get(name));
  };
  return {.request_id = header("X-Mock-Request"),
          .method = std::move(exchange.request.method),
          .target = std::move(exchange.request.target),
          .status = response.status,
          .bytes = response.body.size(),
          .delivery = response.delivery,
          .faults = header("X-Mock-Fault"),
          .fault_types = header("X-Mock-Fault-Type"),
          .violation = header("X-Mock-Violation")};
}

std::string as_json(std::string_view message, const Told& told) {
  std::string line = message_text(LogFormat::json, message);
  const auto text = [&](std::string_view name, std::string_view value, std::size_t max) {
    if (!value.empty()) line += ",\"" + std::string(name) + "\":" + in_quotes(value, max);
  };
  const auto number = [&](std::string_view name, auto value) {
    line += ",\"" + std::string(name) + "\":" + std::to_string(value);
  };
  text("request_id", told.request_id, kMaxWord);
  text("account", std::string_view(told.request_id).substr(0, told.request_id.find('-')), kMaxWord);
  text("method", told.method, kMaxWord);
  text("target", told.target, kMaxTarget);
  if (!told.delivery.sends_nothing()) number("status", told.status);
  number("bytes", told.bytes_sent());
  text("ending", ending_text(told.delivery.ending), kMaxWord);
  number("delay_ms", std::chrono::ceil<std::chrono::milliseconds>(told.delivery.delay).count());
  text("faults", told.faults, kMaxFaults);
  text("fault_types", told.fault_types, kMaxFaults);
  text("violation", told.violation, kMaxViolation);
  return line;
}

std::string request_in(const Told& told) {
  return shortened(told.method, kMaxWord) + ' ' + in_quotes(told.target, kMaxTarget);
}

// What the client gets: "200 371 bytes", "200 10 of 371 bytes, connection reset".
std::string outcome_of(const Told& told) {
  const std::string_view ending = ending_text(told.delivery.ending);
  if (told.delivery.sends_nothing()) return "no answer, " + std::string(ending);
  std::string text = std::to_string(told.status) + ' ';
  if (!ending.empty()) text += std::to_string(told.bytes_sent()) + " of ";
  text += std::to_string(told.bytes) + " bytes";
  if (!ending.empty()) text += ", " + std::string(ending);
  return text;
}

std::string exchange_text(const Told& told) {
  std::string line = request_in(told) + ' ' + outcome_of(told);
  if (!told.request_id.empty()) line += ' ' + told.request_id;
  return line;
}

std::string fault_text(const Told& told) {
  return "fault " + in_quotes(told.faults, kMaxFaults) + " (" +
         shortened(told.fault_types, kMaxFaults) + ") -> " + outcome_of(told) + ' ' +
         request_in(told) + ' ' + told.request_id;
}

std::string violation_text(const Told& told) {
  return request_in(told) + " breaks the contract: " + in_quotes(told.violation, kMaxViolation);
}

}  // namespace

ServerLog::ServerLog(const std::string& level, LogFormat format, LogSecrets secrets)
    : format_(format), secrets_(std::move(secrets)), log_(make_logger(level, format)) {}

void ServerLog::error(std::string_view message) {
  log_->error("{}", message_text(format_, message));
}

void ServerLog::info(std::string_view message) {
  log_->info("{}", message_text(format_, message));
}

void ServerLog::exchange(const Request& request, const Response& response) {
  const bool has_fault = response.headers.find("X-Mock-Fault") != nullptr;
  const bool tells_fault = log_->should_log(level_enum::info) && has_fault;
  const bool tells_exchange = log_->should_log(level_enum::debug) && !has_fault;
  const bool tells_violation =
      log_->should_log(level_enum::warn) && response.headers.find("X-Mock-Violation") != nullptr;
  if (!tells_exchange && !tells_fault && !tells_violation) return;

  const Told told = told_of(request, response, secrets_);
  const auto tell = [&](level_enum level, std::string_view message, auto& text) {
    log_->log(level, "{}", format_ == LogFormat::json ? as_json(message, told) : text(told));
  };
  if (tells_exchange) tell(level_enum::debug, "exchange", exchange_text);
  if (tells_fault) tell(level_enum::info, "fault", fault_text);
  if (tells_violation) tell(level_enum::warn, "breaks the contract", violation_text);
}

}  // namespace wavespeed_mock::cli
