// What one request costs in the core, without a socket: Mock::handle() called in a loop.
#include <benchmark/benchmark.h>
#include <wavespeed_mock/mock.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "allocations.h"
#include "core_work.h"

namespace wavespeed_mock {
namespace {

// Calls `operation` over and over, and counts. What that uses is looked for only then: of several
// threads, the first one may still be preparing it.
template <class Operation>
void measure(benchmark::State& state, Operation&& operation) {
  const std::uint64_t before = allocations_of_thread();
  for (auto _ : state) benchmark::DoNotOptimize(operation());
  state.counters["allocs"] = benchmark::Counter(
      static_cast<double>(allocations_of_thread() - before), benchmark::Counter::kAvgIterations);
  state.SetItemsProcessed(state.iterations());
}

void measure(benchmark::State& state, Mock& mock, const Request& request) {
  measure(state, [&] { return mock.handle(request); });
}

constexpr std::size_t kDigits = 32;  // of an id

struct Jobs {
  Mock mock{unlimited()};
  std::string ids;  // of all of them, one after another
};

// A mock with that number of finished jobs of one account. It takes a while to make one with many,
// so all benchmarks that change nothing share it.
Jobs& jobs(std::int64_t count) {
  static std::map<std::int64_t, Jobs> all;
  Jobs& jobs = all[count];
  for (std::int64_t job = static_cast<std::int64_t>(jobs.ids.size() / kDigits); job < count;
       ++job) {
    jobs.ids += id_in(jobs.mock.handle(submission()));
  }
  return jobs;
}

void measure_beside_jobs(benchmark::State& state, const Request& request) {
  measure(state, jobs(state.range(0)).mock, request);
}

// Polls of one finished job, with as many jobs in the store as the argument says.
void poll(benchmark::State& state) {
  static Mock* mock = nullptr;
  static Request request;
  if (state.thread_index() == 0) {
    Jobs& all = jobs(state.range(0));
    mock = &all.mock;
    request = poll_of(all.ids.substr(0, kDigits));
  }
  measure(state, [] { return mock->handle(request); });
}
BENCHMARK(poll)->Arg(1)->Arg(100'000)->Arg(1'000'000)->Threads(1)->Threads(2)->UseRealTime();

// Polls of one job after another, all over the store: they are in no cache.
void poll_everywhere(benchmark::State& state) {
  Jobs& all = jobs(state.range(0));
  std::vector<std::size_t> order;
  for (std::size_t begin = 0; begin < all.ids.size(); begin += kDigits) order.push_back(begin);
  std::shuffle(order.begin(), order.end(), std::minstd_rand());
  std::string ids;
  for (const std::size_t begin : order) ids += all.ids.substr(begin, kDigits);
  Request request = poll_of(ids.substr(0, kDigits));
  const std::size_t index = request.target.find(ids.substr(0, kDigits));
  std::size_t next = 0;
  measure(state, [&] {
    request.target.replace(index, kDigits, ids, next, kDigits);
    next = next + kDigits == ids.size() ? 0 : next + kDigits;
    return all.mock.handle(request);
  });
}
BENCHMARK(poll_everywhere)->Arg(1)->Arg(100'000)->Arg(1'000'000);

void submit(benchmark::State& state) {
  Mock mock(unlimited());
  const Request request = submission();
  measure(state, mock, request);
}
BENCHMARK(submit);

void refuse_wrong_input(benchmark::State& state) {
  Mock mock(unlimited());
  const Request request =
      request_of("POST", "/api/v3/wavespeed-ai/flux-dev", R"({"prompt":"x","num_images":9})");
  measure(state, mock, request);
}
BENCHMARK(refuse_wrong_input);

// A query over all jobs that the argument says were submitted.
void usage(benchmark::State& state) {
  measure_beside_jobs(
      state,
      request_of("POST", "/api/v3/user/usage_stats",
                 R"({"start_time":"2026-01-01T00:00:00Z","end_time":"2026-02-01T00:00:00Z"})"));
}
BENCHMARK(usage)->Arg(1)->Arg(10'000)->Arg(1'000'000);

// What comes out of the ledger without a look at its entries.
void balance(benchmark::State& state) {
  measure_beside_jobs(state, request_of("GET", "/api/v3/balance"));
}
BENCHMARK(balance)->Arg(1)->Arg(1'000'000);

// Submissions to an account that has used up what its tier allows in a minute.
void refuse_over_limit(benchmark::State& state) {
  Options options = unlimited();
  options.tier = "bronze";
  Mock mock(options);
  const Request request = submission();
  while (mock.handle(request).status != 429) {
  }
  measure(state, mock, request);
}
BENCHMARK(refuse_over_limit);

// Polls with as many fault rules as the argument says, each for polls of another model.
void poll_beside_faults(benchmark::State& state) {
  Mock mock(unlimited());
  for (std::int64_t rule = 0; rule < state.range(0); ++rule) {
    mock.add_fault(R"({"route":"result","model":"none/such","fault":"empty_reply"})");
  }
  measure(state, mock, poll_of(id_in(mock.handle(submission()))));
}
BENCHMARK(poll_beside_faults)->Arg(0)->Arg(1)->Arg(10);

// A page of 20 tasks, with as many in the history as the argument says.
void list_history(benchmark::State& state) {
  measure_beside_jobs(state, request_of("POST", "/api/v3/predictions", R"({"page_size":20})"));
}
BENCHMARK(list_history)->Arg(20)->Arg(100'000)->Arg(1'000'000);

// A page of 20 bills of as many as the argument says.
void list_bills(benchmark::State& state) {
  measure_beside_jobs(state, request_of("POST", "/api/v3/billings/search", R"({"page_size":20})"));
}
BENCHMARK(list_bills)->Arg(20)->Arg(100'000)->Arg(1'000'000);

void list_models(benchmark::State& state) {
  Mock mock;
  const Request request = request_of("GET", "/api/v3/models");
  measure(state, mock, request);
}
BENCHMARK(list_models);

// A snapshot, one task, and back, with as many tasks and lines of the ledger as the
// argument says.
void snapshot_and_restore(benchmark::State& state) {
  Mock mock(unlimited());
  for (std::int64_t job = 0; job < state.range(0); ++job) mock.handle(submission());
  for (auto _ : state) {
    const Snapshot snapshot = mock.snapshot("bench-key");
    mock.handle(submission());
    mock.restore(snapshot);
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(snapshot_and_restore)->Arg(10)->Arg(100'000);

// From nothing to a mock with the whole catalogue.
void start(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(Mock());
}
BENCHMARK(start)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace wavespeed_mock
