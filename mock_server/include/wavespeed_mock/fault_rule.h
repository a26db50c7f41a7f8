// Typed fault rules: which faults fire for which requests.
//
// docs/faults.md and docs/fault-rules.md explain each field; the JSON form has the same fields and
// defaults.
//
// Plain data; no locks.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "wavespeed_mock/clock.h"
#include "wavespeed_mock/distribution.h"
#include "wavespeed_mock/request_match.h"

namespace wavespeed_mock {

namespace faults {

// An HTTP error in the API's envelope, or with `body` instead of the envelope.
struct Error {
  std::int64_t status = 500;             // 400 to 599
  std::optional<std::int64_t> code{};    // by default the status
  std::optional<std::string> message{};  // by default the name of the status
  std::optional<std::string> error_code{};
  std::optional<std::string> body{};
  std::string content_type = "application/json";
};

enum class RetryAfterForm { seconds, date, none };
// HTTP 429 with Retry-After.
struct RateLimited {
  Duration retry_after = std::chrono::seconds(1);
  RetryAfterForm form = RetryAfterForm::seconds;
  std::string message = "Too Many Requests";
};

enum class GatewayForm { html, json };
// HTTP 502, 503 or 504, as a proxy answers if the API does not.
struct Gateway {
  std::int64_t status = 502;
  GatewayForm form = GatewayForm::html;
};

// HTTP 200 with an error in the envelope.
struct EnvelopeError {
  std::int64_t code = 500;
  std::string message = "Internal Server Error";
};

// HTTP 200 and success, but without data.
struct NullData {};

enum class MalformedJsonForm { cut, comma, text };
// The endpoint's answer, broken so that no parser accepts it.
struct MalformedJson {
  MalformedJsonForm form = MalformedJsonForm::cut;
};

// The endpoint's answer under another Content-Type.
struct WrongContentType {
  std::string content_type = "text/html";
};

// The answer comes late, on the wall clock.
struct Delay {
  Distribution time{.first = std::chrono::seconds(1)};
};

// The connection stays open, and nothing is sent, or nothing after that many bytes of the body.
struct NoAnswer {
  std::optional<std::int64_t> after_bytes{};
};

// The connection is reset (RST), at once or after that many bytes of the body.
struct ConnectionReset {
  std::optional<std::int64_t> after_bytes{};
};

// The connection is closed without a byte of an answer.
struct EmptyReply {};

// The connection is closed after this part of the body; `bytes` overrides `fraction`.
struct TruncatedBody {
  double fraction = 0.5;  // from 0 to 1
  std::optional<std::int64_t> bytes{};
};

// A body in chunked coding with a chunk whose length is not a number.
struct MalformedChunk {};

// The body comes in pieces of that many bytes, with pauses on the wall clock.
struct Dribble {
  std::int64_t piece = 64;
  Duration pause = std::chrono::milliseconds(100);
};

// The body comes at a fixed number of bytes per second.
struct Bandwidth {
  std::int64_t bytes_per_second = 1'000;
};

// The task fails with one of the documented codes.
struct TaskFailed {
  std::int64_t code = 5000;
  std::optional<std::string> error{};
};

enum class StuckStatus { processing, created };
// The task stays in that status and never ends.
struct TaskStuck {
  StuckStatus status = StuckStatus::processing;
};

// The task ends as cancelled, and is refunded.
struct TaskCancelled {
  std::string error = "Task cancelled";
};

// The task ends as timed out, and is refunded.
struct TaskTimeout {
  std::string error = "Task timed out";
};

// The task completes, and each output is flagged as not safe for work.
struct TaskNsfw {};

// The task completes without an output.
struct TaskNoOutputs {};

// The task is `created` and `processing` for these times.
struct TaskTime {
  Distribution pickup{};
  Distribution run{.first = std::chrono::minutes(10)};
};

// The webhook is delivered once, and then `times` times more.
struct WebhookDuplicate {
  std::int64_t times = 1;
};

// The webhook comes late, on the mock's clock.
struct WebhookLate {
  Distribution by{.first = std::chrono::minutes(1)};
};

// The webhook is delivered after the next one of the account.
struct WebhookOutOfOrder {};

// The webhook is signed with another secret.
struct WebhookWrongSignature {};

// The webhook is dated and signed in the past.
struct WebhookOldTimestamp {
  Duration age = std::chrono::minutes(10);
};

using Any =
    std::variant<Error, RateLimited, Gateway, EnvelopeError, NullData, MalformedJson,
                 WrongContentType, Delay, NoAnswer, ConnectionReset, EmptyReply, TruncatedBody,
                 MalformedChunk, Dribble, Bandwidth, TaskFailed, TaskStuck, TaskCancelled,
                 TaskTimeout, TaskNsfw, TaskNoOutputs, TaskTime, WebhookDuplicate, WebhookLate,
                 WebhookOutOfOrder, WebhookWrongSignature, WebhookOldTimestamp>;

}  // namespace faults

// Whether a fault fires before the request is carried out, or after it, when the task exists and is
// paid for.
enum class Commit { before, after };

// FaultRule{.route = Endpoint::result, .after = 2, .times = 1,
//           .fault = faults::RateLimited{.retry_after = std::chrono::seconds(5)}}
struct FaultRule {
  // By default "fault-1", "fault-2", …. A rule of the same id is replaced.
  std::string id{};

  // Which requests: those that meet all conditions that are given. See RequestMatch.
  Routes route{};
  std::vector<std::string> method{};
  std::vector<std::string> path{};
  std::vector<std::string> model{};
  std::string key{};  // in a rule for all accounts: only the account of that key
  std::optional<HeaderMatch> header{};
  std::string prompt{};
  std::string body{};

  // Which of the matching requests: among those within the times `from` and `until`, the others
  // are applied in this order.
  std::uint64_t after = 0;               // skip the first N
  std::optional<std::uint64_t> first{};  // only the first N of the rest
  std::uint64_t every = 1;               // only every Nth of those
  std::optional<std::uint64_t> times{};  // fire at most N times
  double probability = 1;                // from 0 to 1
  Duration from{0};                      // after the rule was added, on the mock's clock
  std::optional<Duration> until{};       // by default forever

  // One fault, or a list; not both.
  std::optional<faults::Any> fault{};
  std::vector<faults::Any> faults{};
  // By default `before` if a fault replaces or suppresses the answer, and none is about a task.
  std::optional<Commit> commit{};
};

}  // namespace wavespeed_mock
