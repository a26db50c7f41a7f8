#include "load_generator/run.h"

#include <sys/resource.h>

#include <algorithm>
#include <atomic>
#include <barrier>
#include <deque>
#include <thread>
#include <vector>

#include "load_generator/worker.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock::load {
namespace {

// A connection is an open file, of which a process may often have 1,024 only.
void allow_connections(std::size_t connections) {
  constexpr std::size_t kOthers = 64;  // streams, event loops, reports
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  if (limit.rlim_cur >= connections + kOthers) return;
  limit.rlim_cur = std::min<rlim_t>(limit.rlim_max, connections + kOthers);
  ::setrlimit(RLIMIT_NOFILE, &limit);
  if (limit.rlim_cur >= connections + kOthers) return;
  throw ConfigError("option --connections: this process may have " +
                    std::to_string(limit.rlim_max) + " files open, too few for " +
                    std::to_string(connections) + " connections; raise \"ulimit -Hn\"");
}

}  // namespace

class Run::Threads {
 public:
  Threads(const Plan& plan, const std::string& address, int port)
      : plan_(plan), texts_(plan_), gate_(static_cast<std::ptrdiff_t>(plan_.threads), Begin{this}) {
    allow_connections(plan_.connections);
    for (std::size_t i = 0; i < plan_.threads; ++i) {
      workers_.emplace_back(
          plan_, texts_,
          Share{.index = i, .workers = plan_.threads, .address = address, .port = port});
    }
    for (Worker& worker : workers_) threads_.emplace_back([this, &worker] { run(worker); });
  }
  ~Threads() {
    for (Worker& worker : workers_) worker.stop();
  }

  bool is_over() const { return over_ == workers_.size(); }
  Progress progress() const;
  void cut_short();
  Report report();

 private:
  // When all connections are there, the load begins on all threads at the same moment.
  struct Begin {
    Threads* threads;
    void operator()() noexcept {
      threads->start_ = now();
      threads->begun_ = true;
    }
  };

  void run(Worker& worker) {
    worker.open();
    gate_.arrive_and_wait();
    worker.work(start_);
    ++over_;
  }

  Duration measured(Instant last_end) const;

  const Plan plan_;
  const EncodedRequests texts_;
  std::barrier<Begin> gate_;
  Instant start_{};  // set before begun_
  std::atomic<bool> begun_{false};
  std::atomic<std::size_t> over_{0};
  std::optional<Instant> cut_short_;
  std::deque<Worker> workers_;
  std::vector<std::jthread> threads_;
};

Run::Progress Run::Threads::progress() const {
  Progress progress{.connecting = !begun_};
  if (begun_) progress.since_begin = now() - start_;
  for (const Worker& worker : workers_) {
    const Worker::Progress part = worker.progress();
    progress.ended += part.ended;
    progress.errors += part.errors;
  }
  return progress;
}

void Run::Threads::cut_short() {
  if (!cut_short_) cut_short_ = now();
  for (Worker& worker : workers_) worker.stop();
}

// How long was measured.
Duration Run::Threads::measured(Instant last_end) const {
  const Instant from = start_ + plan_.warmup;
  Instant to = plan_.requests ? last_end : from + plan_.duration;
  if (cut_short_) to = std::min(to, *cut_short_);
  return std::max<Duration>(to - from, Duration::zero());
}

Report Run::Threads::report() {
  for (std::jthread& thread : threads_) thread.join();
  Report report;
  report.plan = plan_;
  Duration cpu{0};
  Instant last_end = start_;
  for (Worker& worker : workers_) {
    report.stats.merge(worker.take_stats());
    cpu += worker.cpu_time();
    last_end = std::max(last_end, worker.last_end());
  }
  report.measured = measured(last_end);
  report.cut_short = cut_short_.has_value();
  const auto worked =
      std::chrono::duration<double>(now() - start_) * static_cast<double>(workers_.size());
  report.own_cpu = std::clamp(std::chrono::duration<double>(cpu) / worked, 0.0, 1.0);
  return report;
}

Run::Run(const Plan& plan, const std::string& address, int port)
    : threads_(std::make_unique<Threads>(plan, address, port)) {}
Run::~Run() = default;

bool Run::is_over() const {
  return threads_->is_over();
}
Run::Progress Run::progress() const {
  return threads_->progress();
}
void Run::cut_short() {
  threads_->cut_short();
}
Report Run::report() {
  return threads_->report();
}

}  // namespace wavespeed_mock::load
