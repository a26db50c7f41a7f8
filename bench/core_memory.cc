// What the core keeps in memory, as a table in Markdown: for tasks that have ended, and of them
// when their retention is over, for accounts, and for full journals. Counts what malloc has given
// out, its own overhead included.
//
//   core_memory [NUMBER OF TASKS...]
#include <malloc.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <vector>

#include "core_work.h"

namespace wavespeed_mock {
namespace {

std::size_t bytes_in_use() {
  const struct mallinfo2 info = mallinfo2();
  return info.uordblks + info.hblkhd;
}

// From where the object began its life.
class Growth {
 public:
  double bytes() const { return static_cast<double>(bytes_in_use()) - static_cast<double>(begin_); }
  double bytes_of_each(std::int64_t count) const { return bytes() / static_cast<double>(count); }

 private:
  const std::size_t begin_ = bytes_in_use();
};

constexpr double kKiB = 1024;
constexpr int kFullJournal = 1'000;  // requests, as by default

Request balance_of(int account) {
  return request_of("GET", "/api/v3/balance", "", "key-" + std::to_string(account));
}

void measure_tasks(std::int64_t count) {
  const auto clock = std::make_shared<ManualClock>();
  Options options = unlimited();
  options.clock = clock;
  Mock mock(options);
  const Request submit = submission();
  // The journal is not what is measured: these fill it.
  for (int i = 0; i < kFullJournal; ++i) mock.handle(submit);

  const Growth growth;
  for (std::int64_t i = 0; i < count; ++i) mock.handle(submit);
  const double each = growth.bytes_of_each(count);
  clock->advance(std::chrono::days(8));
  mock.handle(submit);
  std::printf("| %lld | %.0f | %.0f | %.0f |\n", static_cast<long long>(count), each,
              each - static_cast<double>(submit.body.size()), growth.bytes_of_each(count));
}

void print_row(const char* what, double bytes) {
  std::printf("| %s | %.1f |\n", what, bytes / kKiB);
}

void measure_mock() {
  const Growth growth;
  const Mock mock;
  print_row("a mock with its catalogue", growth.bytes());
}

void measure_accounts() {
  constexpr int kAccounts = 10'000;
  Mock mock;
  const Growth growth;
  for (int account = 0; account < kAccounts; ++account) mock.handle(balance_of(account));
  print_row("an account, after its first request", growth.bytes_of_each(kAccounts));
}

void measure_journal() {
  Mock mock(unlimited());
  const Request poll = poll_of(id_in(mock.handle(submission())));
  const Growth growth;
  for (int i = 0; i < kFullJournal; ++i) mock.handle(poll);
  print_row("an account's journal, after 1,000 polls", growth.bytes());
  for (int i = 0; i < 99 * kFullJournal; ++i) mock.handle(poll);
  print_row("an account's journal, after 100,000 polls", growth.bytes());
}

}  // namespace
}  // namespace wavespeed_mock

int main(int count, char** arguments) {
  using namespace wavespeed_mock;
  std::vector<std::int64_t> tasks;
  for (int i = 1; i < count; ++i) tasks.push_back(std::strtoll(arguments[i], nullptr, 10));
  if (tasks.empty()) tasks = {1'000, 100'000, 1'000'000};

  std::puts("| tasks that have ended | bytes for each | besides its inputs | after retention |");
  std::puts("|--:|--:|--:|--:|");
  for (const std::int64_t number : tasks) measure_tasks(number);

  std::puts("\n| what | KiB |\n|---|--:|");
  measure_mock();
  measure_accounts();
  measure_journal();
}
