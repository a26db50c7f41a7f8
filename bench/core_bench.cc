// What one request costs in the core, without a socket: Mock::handle() called in a loop.
#include <benchmark/benchmark.h>
#include <wavespeed_mock/mock.h>

#include <memory>

#include "core_work.h"

namespace wavespeed_mock {
namespace {

// Polls of one finished job, with as many jobs in the store as the argument says.
void poll(benchmark::State& state) {
  static std::unique_ptr<Mock> mock;
  static Request request;
  if (state.thread_index() == 0) {
    mock = std::make_unique<Mock>(unlimited());
    Response last;
    for (std::int64_t job = 0; job < state.range(0); ++job) last = mock->handle(submission());
    request = poll_of(id_in(last));
  }
  for (auto _ : state) benchmark::DoNotOptimize(mock->handle(request));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(poll)->Arg(1)->Arg(100'000)->Threads(1)->Threads(2)->UseRealTime();

void submit(benchmark::State& state) {
  Mock mock(unlimited());
  const Request request = submission();
  for (auto _ : state) benchmark::DoNotOptimize(mock.handle(request));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(submit);

void refuse_wrong_input(benchmark::State& state) {
  Mock mock(unlimited());
  const Request request =
      request_of("POST", "/api/v3/wavespeed-ai/flux-dev", R"({"prompt":"x","num_images":9})");
  for (auto _ : state) benchmark::DoNotOptimize(mock.handle(request));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(refuse_wrong_input);

// A query over all jobs that the argument says were submitted.
void usage(benchmark::State& state) {
  Mock mock(unlimited());
  for (std::int64_t job = 0; job < state.range(0); ++job) mock.handle(submission());
  const Request request =
      request_of("POST", "/api/v3/user/usage_stats",
                 R"({"start_time":"2026-01-01T00:00:00Z","end_time":"2026-02-01T00:00:00Z"})");
  for (auto _ : state) benchmark::DoNotOptimize(mock.handle(request));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(usage)->Arg(1)->Arg(10'000);

// A page of 20 tasks, with as many in the history as the argument says.
void list_history(benchmark::State& state) {
  Mock mock(unlimited());
  for (std::int64_t job = 0; job < state.range(0); ++job) mock.handle(submission());
  const Request request = request_of("POST", "/api/v3/predictions", R"({"page_size":20})");
  for (auto _ : state) benchmark::DoNotOptimize(mock.handle(request));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(list_history)->Arg(20)->Arg(100'000);

// A page of 20 bills of as many as the argument says.
void list_bills(benchmark::State& state) {
  Mock mock(unlimited());
  for (std::int64_t job = 0; job < state.range(0); ++job) mock.handle(submission());
  const Request request = request_of("POST", "/api/v3/billings/search", R"({"page_size":20})");
  for (auto _ : state) benchmark::DoNotOptimize(mock.handle(request));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(list_bills)->Arg(20)->Arg(100'000);

void list_models(benchmark::State& state) {
  Mock mock;
  const Request request = request_of("GET", "/api/v3/models");
  for (auto _ : state) benchmark::DoNotOptimize(mock.handle(request));
  state.SetItemsProcessed(state.iterations());
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
