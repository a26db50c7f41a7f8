// Programs of requests to a mock: every answer is a good one, the books agree after each step, and
// the same program gives the same answers again once the mock is restored to its start.
//
// An input is a program (support/program.h); "strict" as its first line chooses a strict mock that
// keeps long bodies in its journal.
#include <algorithm>
#include <chrono>
#include <string>

#include "fuzz/support/input.h"
#include "fuzz/support/program.h"
#include "fuzz/support/target.h"

namespace wavespeed_mock::fuzz::mock_handle {
namespace {

// Drawing pictures of the usual size would take most of the time.
constexpr const char* kSmallPictures = R"({"models": [
  {"model_id": "mock/instant", "type": "text-to-image", "price": {"usd": 0.01}, "run_time": "fixed:0",
   "keep_run_time": true, "request_schema": {"type": "object", "required": ["prompt"],
   "x-order-properties": ["prompt", "size"], "properties": {
     "prompt": {"type": "string"}, "size": {"type": "string", "default": "16*16", "enum": ["16*16"]}}}},
  {"model_id": "mock/slow", "type": "text-to-image", "price": {"usd": 0.01}, "run_time": "fixed:2s",
   "keep_run_time": true, "request_schema": {"type": "object", "required": ["prompt"],
   "x-order-properties": ["prompt", "size"], "properties": {
     "prompt": {"type": "string"}, "size": {"type": "string", "default": "16*16", "enum": ["16*16"]}}}}
]})";

// Small enough for an input to meet every limit.
Options small_mock() {
  using namespace std::chrono_literals;
  return {.seed = 7,
          .tier = "level1",
          .balance = usd(1),
          .credit_expiry = 40 * 24h,
          .latency = Latency::fixed(2s),
          .limit_results = true,
          .max_upload_bytes = 4'096,
          .media_memory = 16'384,
          .retention = 48h,
          .webhook_retries = 2,
          .webhook_refund = true,
          .fixture_texts = {kSmallPictures},
          .journal = 32,
          .journal_body = 512,
          .control = Control::on};
}

Options strict_mock() {
  Options options = small_mock();
  options.strict = true;
  options.tier = "unlimited";
  options.over_limit = OverLimit::queue;
  options.journal_body = 65'536;
  return options;
}

// Snapshots that clients keep are numbered on after a restore, since one may be restored again.
std::string without_snapshot_numbers(std::string_view text) {
  constexpr std::string_view kBegin = "snapshot-";
  std::string out;
  while (!text.empty()) {
    const auto at = text.find(kBegin);
    if (at == std::string_view::npos) break;
    out.append(text.substr(0, at + kBegin.size()));
    text.remove_prefix(at + kBegin.size());
    text.remove_prefix(std::min(text.find_first_not_of("0123456789"), text.size()));
  }
  return out.append(text);
}

void check_program(FuzzedMock& mock, std::string_view program) {
  mock.start_again();
  const auto first = run_program(mock, program);
  if (!checks_completely(program)) return;
  mock.start_again();
  const auto second = run_program(mock, program);
  check(first.size() == second.size(), "the same program has as many answers");
  for (std::size_t i = 0; i < first.size(); ++i) {
    // Metrics count on, as those of any server.
    if (first[i].find("\n# TYPE ") != std::string::npos) continue;
    check_equal(without_snapshot_numbers(second[i]), without_snapshot_numbers(first[i]),
                "the same request has the same answer after a restore");
  }
}

void run(std::string_view bytes) {
  constexpr std::string_view kStrict = "strict\n";
  if (bytes.starts_with(kStrict)) {
    static FuzzedMock strict(strict_mock());
    return check_program(strict, bytes.substr(kStrict.size()));
  }
  static FuzzedMock mock(small_mock());
  check_program(mock, bytes);
}

const Target target("mock_handle", run);

}  // namespace
}  // namespace wavespeed_mock::fuzz::mock_handle
