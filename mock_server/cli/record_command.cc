#include "cli/record_command.h"

#include <iostream>
#include <optional>
#include <string>

#include "base/file/out_file.h"
#include "base/text/counted.h"
#include "base/text/quoting.h"
#include "cli/port_file.h"
#include "cli/stop_signals.h"
#include "wavespeed_mock/version.h"

namespace wavespeed_mock::cli {
namespace {

std::string to_text(const RecorderSummary& summary, const RecorderOptions& options) {
  std::string text = "recorded " + counted(summary.exchanges, "exchange", "exchanges") + " in " +
                     one_line(options.out.string());
  if (summary.refused > 0) {
    text += "; refused " + counted(summary.refused, "request", "requests") +
            " that may cost money (see --allow-paid)";
  }
  if (summary.unanswered > 0) {
    text += "; no answer to " + counted(summary.unanswered, "request", "requests");
  }
  return text;
}

}  // namespace

int record(const RecordSettings& settings) {
  const StopSignals stop_signals;  // before the first thread
  // Before there is a transcript.
  if (settings.port_file) check_output(*settings.port_file, "port file");
  Recorder recorder(settings.recorder);
  std::optional<PortFile> port_file;
  if (settings.port_file) port_file.emplace(*settings.port_file, recorder.port());
  std::cout << "wavespeed-mock " WAVESPEED_MOCK_VERSION " listens on " << recorder.base_url()
            << " and records what " << settings.recorder.upstream << " answers ("
            << (settings.recorder.allow_paid ? "paid requests cost real money"
                                             : "paid requests are refused")
            << ")\n"
            << std::flush;
  stop_signals.wait();
  // First, so that no client reads a port that no longer answers.
  port_file.reset();
  recorder.stop();
  std::cout << to_text(recorder.summary(), settings.recorder) << '\n' << std::flush;
  return 0;
}

Command record_command() {
  return {
      .name = "record",
      .purpose = "Forward requests to an API, and write a transcript of the answers",
      .synopsis = "--upstream URL --out FILE [options]",
      .description =
          "Forwards requests to an API and writes a transcript of requests and answers, without "
          "keys and personal data, until SIGINT or SIGTERM. \"wavespeed-mock serve --replay FILE\" "
          "answers from it.",
      .options = described(record_options),
      .exit_codes = {{0, "a signal ended the recording"},
                     {1, "the machine lacks something, such as space for the transcript"},
                     {2, "an option is wrong, or the recorder cannot start"}},
      .examples = {{"Record what the service answers to a client that is sent to port 8788",
                    "record --upstream https://api.wavespeed.ai --out run.jsonl"},
                   {"Answer from the recording", "serve --replay run.jsonl"}},
      .run = [](const std::vector<std::string>& arguments) {
        return record(read_record_settings(arguments));
      }};
}

}  // namespace wavespeed_mock::cli
