// docs/limits.md has the numbers of the sources.
#include <gtest/gtest.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "api/uploads.h"
#include "base/file/line_output.h"
#include "base/file/text_files.h"
#include "base/text/json_parser.h"
#include "base/value/duration_text.h"
#include "contract/client_reports.h"
#include "contract/contract_check.h"
#include "contract/redaction/secret_set.h"
#include "contract/redaction/secret_text.h"
#include "contract/schema_set.h"
#include "contract/transcript/replay.h"
#include "contract/transcript/transcript.h"
#include "control/account/credit_json.h"
#include "control/snapshots.h"
#include "domain/accounts/account_name.h"
#include "domain/billing/credit_line.h"
#include "domain/faults/fault_rules.h"
#include "domain/journal/request_expectation.h"
#include "domain/models/guessed_models.h"
#include "domain/webhooks/webhook_queue.h"
#include "load_generator/answer_reader.h"
#include "load_generator/throughput_series.h"
#include "media/picture.h"
#include "store/packed_entry.h"
#include "transport/client/answer_parser.h"
#include "transport/client/http_client.h"
#include "transport/engine.h"
#include "transport/httplib/connection_threads.h"
#include "transport/webhooks/webhook_attempt.h"
#include "transport/webhooks/webhook_sender.h"
#include "wavespeed_mock/clock.h"
#include "wavespeed_mock/money.h"
#include "wavespeed_mock/options.h"

namespace wavespeed_mock::limits_page_test {
namespace {

std::string page() {
  std::ifstream file(std::filesystem::path(WAVESPEED_MOCK_SOURCE_DIR) / "docs" / "limits.md");
  return {std::istreambuf_iterator<char>(file), {}};
}

// 65536 is "65,536".
std::string grouped(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3;) digits.insert(at -= 3, ",");
  return digits;
}

std::string mebibytes(std::uint64_t bytes) {
  return grouped(bytes >> 20) + " MiB";
}

std::string kibibytes(std::uint64_t bytes) {
  return grouped(bytes >> 10) + " KiB";
}

std::string seconds(Duration time) {
  return grouped(static_cast<std::uint64_t>(time / std::chrono::seconds(1))) + " seconds";
}

TEST(LimitsPage, HasTheNumbersOfTheSources) {
  constexpr auto kDay = std::chrono::hours(24);
  constexpr auto kYear = std::chrono::hours(36'525 * 24) / 100;
  const transport::EngineOptions engine;
  const transport::HttpClientOptions client;
  const transport::WebhookLimits webhook;
  const WebhookRules queue;
  const Options options;
  const auto years = [&](Duration time) { return grouped(time / kYear) + " years"; };
  struct Row {
    std::string what;
    std::string begins;  // the limit
  };
  for (const Row& row : std::vector<Row>{
           {"request line and header fields together",
            grouped(transport::kMaxHeadBytes) + " bytes"},
           {"target", grouped(transport::kMaxTargetBytes) + " bytes"},
           {"line of a header field", grouped(transport::kMaxFieldBytes) + " bytes"},
           {"request body", mebibytes(engine.max_body_bytes)},
           {"connections at once with `--engine httplib`", grouped(transport::ThreadLimits().max)},
           {"nesting of a request body", grouped(kMaxJsonDepth) + " levels"},
           {"nesting of a file", grouped(kMaxJsonDepth) + " levels"},
           {"body in a line of a transcript", grouped(kMaxJsonDepth - 2) + " levels"},
           {"side of a picture", grouped(kMaxPictureSide) + " pixels"},
           {"violations of one body that are named", grouped(SchemaSet::kMaxProblems) + " "},
           {"unknown inputs and query parameters that are named", grouped(kMaxUnknownNames) + " |"},
           {"path of a field in a violation", grouped(kMaxFieldPath) + " bytes"},
           {"kinds of violations in a client report", grouped(ClientReports::kMaxKinds) + " |"},
           {"name of a snapshot", grouped(kMaxSnapshotName) + " bytes"},
           {"file at `POST /api/v3/upload`", mebibytes(kOldLimits.image) + " for an image, " +
                                                 mebibytes(kOldLimits.video) + " for a video, " +
                                                 mebibytes(kOldLimits.audio) + " for a sound"},
           {"attempts at the same time", grouped(transport::WebhookSender::kMaxAttempts) + " |"},
           {"secret that is looked for in other texts", grouped(kMinSecret) + " bytes"},
           {"recorded requests that a suggestion compares", grouped(Replay::kMaxCompared) + " |"},
           {"line of the log", grouped(LineOutput::kMaxLine) + " bytes"},
           {"head of an answer to `bench`", kibibytes(load::AnswerReader::kMaxHead)},
           {"line of a chunk's size in an answer to `bench`",
            kibibytes(load::AnswerReader::kMaxLine)},
           {"slices of time in a report of `bench`",
            grouped(load::ThroughputSeries::kMaxSlices) + ","},
           {"file", "`--max-upload-bytes`: " + mebibytes(options.max_upload_bytes)},
           {"all files in memory", "`--media-memory`: " + mebibytes(options.media_memory)},
           {"models that `--unknown-models accept` makes up", grouped(kMaxGuessedModels) + " |"},
           {"fault rules", grouped(FaultRules::kMaxRules) + " "},
           {"grants in the answer of a call that changes credit", grouped(kGrantsOfAChange) + " |"},
           {"name of an account", grouped(kMaxAccountName) + " bytes"},
           {"`times` of an expectation", grouped(kMaxTimes) + " |"},
           {"requests in the journal of an account", "`--journal`: " + grouped(options.journal)},
           {"bytes of a body in the journal", "`--journal-body`: " + grouped(options.journal_body)},
           {"target or header field in the journal", grouped(kMaxJournalText) + " bytes"},
           {"amount of money", "0 to " + grouped(static_cast<std::uint64_t>(kMaxUsd)) + " US"},
           {"money of an account in all: its credit, spent or on its way too, and what it owes; "
            "apart "
            "from that, its deposit",
            grouped(static_cast<std::uint64_t>(kMaxTotalUsd)) + " US"},
           {"first limit of a credit line",
            grouped(static_cast<std::uint64_t>(kMaxInitialLine.micros / 1'000'000)) + " US"},
           {"factor of a scaled clock",
            grouped(static_cast<std::uint64_t>(ClockSetting::kMaxFactor)) + " |"},
           {"webhooks that wait", grouped(queue.max_pending) + " "},
           {"webhooks that have ended", grouped(queue.max_finished) + " "},
           {"retries of a webhook", "`--webhook-retries`: " + std::to_string(queue.retries) +
                                        "; 0 to " + std::to_string(Options::kMaxWebhookRetries)},
           {"body in a transcript", mebibytes(kMaxTranscriptBody)},
           {"file that an option or `check` names", mebibytes(kMaxTextFile)},
           {"transcript that is replayed or checked", mebibytes(kMaxTranscriptFile)},
           {"beginning of a secret where a text is cut", grouped(kMinBeginning) + " bytes"},
           {"answer to `record` and `contract`", mebibytes(client.max_body)},
           {"head of an answer to `record` and `contract`, with interim answers (1xx) before it",
            kibibytes(transport::kMaxAnswerHead)},
           {"line of a chunk's size, or trailer, of such an answer",
            kibibytes(transport::kMaxAnswerChunkLine)},
           {"head of a receiver's answer, with interim answers (1xx) before it",
            kibibytes(transport::kMaxAnswerHead)},
           {"wait of a synchronous submission", "`--sync-wait`: " + seconds(options.sync_wait)},
           {"any other duration", years(kMaxDuration)},
           {"time between two requests", seconds(engine.time.idle)},
           {"silence within a request or an answer", seconds(engine.time.silence)},
           {"whole request", seconds(engine.time.request)},
           {"handshake of TLS", seconds(engine.time.handshake)},
           {"delay of an answer", seconds(transport::kLongestDelay)},
           {"connection to a webhook's receiver", seconds(webhook.connect)},
           {"answer of a webhook's receiver", "`--webhook-timeout`: " + seconds(webhook.answer)},
           {"webhook that is held to come out of order", seconds(queue.max_held)},
           {"connection of `record` and `contract`", seconds(client.connect)},
           {"answer to `record` and `contract`, from the connection to its end",
            seconds(client.answer)},
       }) {
    const std::string line = "\n| " + row.what + " | " + row.begins;
    EXPECT_NE(page().find(line), std::string::npos) << "no line of docs/limits.md begins:" << line;
  }
  EXPECT_EQ(Options::kMaxSyncWait, kDay);
}

}  // namespace
}  // namespace wavespeed_mock::limits_page_test
