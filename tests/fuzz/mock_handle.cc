// Programs of requests to a mock: every answer is a good one, the books agree after each step, and
// the same program gives the same answers again once the mock is restored to its start.
//
// An input is a program (support/program.h); "strict" as its first line chooses a strict mock that
// keeps long bodies in its journal.
#include <chrono>
#include <string>

#include "fuzz/support/input.h"
#include "fuzz/support/program.h"
#include "fuzz/support/target.h"

namespace wavespeed_mock::fuzz::mock_handle {
namespace {

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

void check_twice(FuzzedMock& mock, std::string_view program) {
  const auto first = run_program(mock, program);
  mock.start_again();
  const auto second = run_program(mock, program);
  mock.start_again();
  check(first.size() == second.size(), "the same program has as many answers");
  for (std::size_t i = 0; i < first.size(); ++i) {
    check_equal(second[i], first[i], "the same request has the same answer after a restore");
  }
}

void run(std::string_view bytes) {
  constexpr std::string_view kStrict = "strict\n";
  if (bytes.starts_with(kStrict)) {
    static FuzzedMock strict(strict_mock());
    return check_twice(strict, bytes.substr(kStrict.size()));
  }
  static FuzzedMock mock(small_mock());
  check_twice(mock, bytes);
}

const Target target("mock_handle", run);

}  // namespace
}  // namespace wavespeed_mock::fuzz::mock_handle
