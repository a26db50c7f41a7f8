// Transcripts: what was read is written so that it is read back as the same, can be compared with
// the contract, and answers the requests that it has.
//
// An input is the text of a file.
#include <string>

#include "contract/transcript/replay.h"
#include "contract/transcript/transcript.h"
#include "contract/transcript/transcript_check.h"
#include "fuzz/support/fuzzed_mock.h"
#include "fuzz/support/target.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock::fuzz::transcripts {
namespace {

constexpr std::string_view kBaseUrl = "http://127.0.0.1:8787";

std::string written(const Transcript& transcript) {
  std::string text = to_line(transcript.header) + '\n';
  for (const RecordedExchange& exchange : transcript.exchanges) text += to_line(exchange) + '\n';
  return text;
}

void run(std::string_view text) {
  static const ContractCheck contract(ContractDocument::builtin(), UnknownFields::reported);
  Transcript transcript;
  try {
    transcript = parse_transcript(text, "input");
  } catch (const ConfigError& error) {
    check(std::string_view(error.what()).starts_with("input"), "an error says where it is",
          error.what());
    return;
  }
  const std::string first = written(transcript);
  Transcript again;
  try {
    again = parse_transcript(first, "written");
  } catch (const ConfigError& error) {
    throw Violation("what is written can be read: " + std::string(error.what()) + '\n' + first);
  }
  check_equal(written(again), first, "what is written is read as the same");
  check_transcript(transcript, contract);
  Replay replay(std::move(again));
  const auto ask = [&](const Request& request) {
    const auto answer = replay.answer(request, kBaseUrl);
    check(answer || answer.error().http == 404, "no answer is a 404");
  };
  for (const RecordedExchange& exchange : transcript.exchanges) ask(exchange.request);
  ask(request_with_key("ws-key-1", "POST", "/api/v3/acme/poster", R"({"prompt":"x"})"));
}

const Target target("transcripts", run);

}  // namespace
}  // namespace wavespeed_mock::fuzz::transcripts
