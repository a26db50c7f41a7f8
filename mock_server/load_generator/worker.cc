#include "load_generator/worker.h"

#include <sys/resource.h>

#include <algorithm>
#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/steady_timer.hpp>
#include <deque>
#include <limits>
#include <optional>
#include <utility>

#include "load_generator/client.h"
#include "load_generator/schedule.h"

namespace wavespeed_mock::load {
namespace {

namespace asio = boost::asio;
using std::chrono::milliseconds;

// A start that comes more than this after its intended moment is late.
constexpr Duration kLate = milliseconds(1);
// Connections that are opened at once, so that no listener's queue runs over.
constexpr std::size_t kOpenedAtOnce = 64;

Duration thread_cpu_time() {
  rusage usage{};
  ::getrusage(RUSAGE_THREAD, &usage);
  const auto duration = [](const timeval& time) {
    return std::chrono::seconds(time.tv_sec) + std::chrono::microseconds(time.tv_usec);
  };
  return duration(usage.ru_utime) + duration(usage.ru_stime);
}

}  // namespace

class Worker::Loop final : private Client::Owner {
 public:
  Loop(const Plan& plan, const EncodedRequests& texts, Share share);

  void open();
  void work(Instant start);
  Stats take_stats();

  std::atomic<bool> stopped{false};
  std::atomic<std::uint64_t> ended{0};
  std::atomic<std::uint64_t> errors{0};
  Duration cpu_time{0};
  Instant last_end{};

 private:
  void on_opened() override;
  void on_end(Outcome outcome, Instant intended, Instant at) override;
  void on_free(Client& client, Instant at) override;

  // The next operation that is due, or when the next one will be.
  struct Due {
    Instant intended{};
    bool due = false;
    bool none_left = false;
  };
  Due next_due(Instant at) const;
  bool counts(Instant intended) const { return intended >= measure_from_; }

  void start_due(Instant at);
  void arm_arrivals(Instant intended);
  void arm_tick();
  void tick();
  void record_end(Outcome outcome, Instant intended, Instant at);
  void check_for_end();

  const Plan& plan_;
  const Share share_;
  asio::io_context loop_{BOOST_ASIO_CONCURRENCY_HINT_UNSAFE};
  const asio::ip::tcp::endpoint target_;
  asio::steady_timer arrivals_{loop_};
  asio::steady_timer ticks_{loop_};
  const Duration tick_;

  std::deque<Client> clients_;
  std::deque<Client*> free_;  // the one that has been so for longest first
  std::size_t busy_ = 0;
  std::size_t to_open_ = 0;  // in open(): which client is next
  std::size_t opening_ = 0;

  std::optional<Schedule> schedule_;  // of an open loop
  std::uint64_t quota_left_;
  Instant start_{};
  Instant measure_from_{};
  Instant end_ = Instant::max();
  Stats stats_;
};

Worker::Loop::Loop(const Plan& plan, const EncodedRequests& texts, Share share)
    : plan_(plan),
      share_(std::move(share)),
      target_(asio::ip::make_address(share_.address),
              static_cast<asio::ip::port_type>(share_.port)),
      tick_(std::clamp<Duration>(plan.timeout / 20, milliseconds(1), milliseconds(50))),
      quota_left_(plan.requests ? share_.of(*plan.requests)
                                : std::numeric_limits<std::uint64_t>::max()) {
  const std::uint64_t connections = share_.of(plan.connections);
  Client::Owner& owner = *this;
  for (std::uint64_t i = 0; i < connections; ++i) {
    clients_.emplace_back(loop_, target_, plan_, texts, owner);
  }
  if (plan.rate) schedule_.emplace(*plan.rate, share_.index, share_.workers);
}

void Worker::Loop::open() {
  const Instant give_up = now() + plan_.timeout;
  opening_ = clients_.size();
  while (to_open_ < std::min(kOpenedAtOnce, clients_.size())) clients_[to_open_++].open();
  while (opening_ > 0 && now() < give_up && !stopped) {
    loop_.restart();
    loop_.run_for(std::min<Duration>(give_up - now(), milliseconds(50)));
  }
}

void Worker::Loop::on_opened() {
  if (opening_ == 0) return;  // too late to join the load
  if (to_open_ < clients_.size()) clients_[to_open_++].open();
  if (--opening_ == 0) loop_.stop();
}

void Worker::Loop::work(Instant start) {
  const Duration cpu_before = thread_cpu_time();
  start_ = last_end = start;
  measure_from_ = start + plan_.warmup;
  if (!plan_.requests) end_ = measure_from_ + plan_.duration;
  if (stopped) return;
  const Instant at = now();
  opening_ = 0;
  for (Client& client : clients_) {
    client.free_since = start;
    free_.push_back(&client);
  }
  loop_.restart();
  arm_tick();
  start_due(at);
  loop_.run();
  cpu_time = thread_cpu_time() - cpu_before;
}

Worker::Loop::Due Worker::Loop::next_due(Instant at) const {
  const Instant intended = schedule_ ? start_ + schedule_->next() : at;
  const bool none_left = intended >= end_ || (counts(intended) && quota_left_ == 0);
  return {intended, !none_left && intended <= at, none_left};
}

void Worker::Loop::on_free(Client& client, Instant at) {
  client.free_since = at;
  free_.push_back(&client);
  start_due(at);
}

// Gives the requests that are due to the connections that are free.
void Worker::Loop::start_due(Instant at) {
  while (true) {
    const Due due = next_due(at);
    if (due.none_left) return check_for_end();
    if (at - due.intended >= plan_.timeout) {  // no connection was free all that time
      schedule_->advance();
      if (counts(due.intended)) --quota_left_;
      record_end(Outcome::timeout, due.intended, at);
      continue;
    }
    if (free_.empty()) return;
    if (!due.due) return arm_arrivals(due.intended);
    Client& client = *free_.front();
    free_.pop_front();
    if (schedule_) schedule_->advance();
    if (counts(due.intended)) {
      --quota_left_;
      if (at - due.intended > kLate) {
        ++(client.free_since <= due.intended ? stats_.late : stats_.waited);
      }
    }
    ++busy_;
    client.begin(due.intended, counts(due.intended) ? &stats_ : nullptr, at);
  }
}

void Worker::Loop::arm_arrivals(Instant intended) {
  if (arrivals_.expiry() == intended) return;
  arrivals_.expires_at(intended);
  arrivals_.async_wait([this](boost::system::error_code cancelled) {
    if (!cancelled) start_due(now());
  });
}

void Worker::Loop::arm_tick() {
  ticks_.expires_after(tick_);
  ticks_.async_wait([this](boost::system::error_code cancelled) {
    if (!cancelled) tick();
  });
}

void Worker::Loop::tick() {
  const Instant at = now();
  if (stopped) {
    for (const Client& client : clients_) {
      if (client.is_under_way() && client.counts()) ++stats_.unfinished;
    }
    return loop_.stop();
  }
  for (Client& client : clients_) client.check_time(at);
  start_due(at);
  arm_tick();
}

void Worker::Loop::on_end(Outcome outcome, Instant intended, Instant at) {
  --busy_;
  record_end(outcome, intended, at);
}

void Worker::Loop::record_end(Outcome outcome, Instant intended, Instant at) {
  // Only this thread writes them.
  ended.store(ended.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
  const bool error = is_error(outcome);
  if (error) errors.store(errors.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
  const bool answered = !error || outcome == Outcome::task_failed;
  // Counted at the end: operations left over from the warm-up offset those unfinished at the end.
  if (at >= measure_from_ && at < end_) {
    if (answered) ++stats_.finished_in_time;
    stats_.throughput.record(at - measure_from_, at - intended, error);
  }
  if (!counts(intended)) return;

  ++stats_.outcomes[static_cast<std::size_t>(outcome)];
  if (answered || outcome == Outcome::timeout) stats_.latency.record(at - intended);
  last_end = std::max(last_end, at);
}

// Nothing is left to begin.
void Worker::Loop::check_for_end() {
  if (busy_ == 0) loop_.stop();
}

Stats Worker::Loop::take_stats() {
  for (const Client& client : clients_) {
    stats_.served.push_back(client.served());
    stats_.reconnects += client.reconnects();
  }
  return std::move(stats_);
}

Worker::Worker(const Plan& plan, const EncodedRequests& texts, Share share)
    : loop_(std::make_unique<Loop>(plan, texts, std::move(share))) {}
Worker::~Worker() = default;

void Worker::open() {
  loop_->open();
}
void Worker::work(Instant start) {
  loop_->work(start);
}
Stats Worker::take_stats() {
  return loop_->take_stats();
}
Duration Worker::cpu_time() const {
  return loop_->cpu_time;
}
Instant Worker::last_end() const {
  return loop_->last_end;
}
void Worker::stop() {
  loop_->stopped = true;
}
Worker::Progress Worker::progress() const {
  return {loop_->ended, loop_->errors};
}

}  // namespace wavespeed_mock::load
