#include "domain/billing/credit_line_start.h"

#include <algorithm>
#include <chrono>
#include <nlohmann/json.hpp>

#include "domain/billing/credit_line.h"
#include "domain/billing/ledger.h"

namespace wavespeed_mock {
namespace {

constexpr const char* kBilledModel = "wavespeed-ai/flux-dev";

std::uint32_t tasks_for(Money cost, Money unit_price) {
  constexpr std::int64_t kMostTasks = 1'000'000'000;
  if (unit_price <= Money{}) return 1;
  const std::int64_t count = cost.micros / unit_price.micros;
  return static_cast<std::uint32_t>(std::clamp<std::int64_t>(count, 1, kMostTasks));
}

}  // namespace

std::optional<CreditLineStart> read_line_start(JsonReader& in, const Catalogue& catalogue) {
  constexpr double kLeastUsd = 0.01;
  const auto* const value = in.value("credit_line");
  if (value == nullptr) return std::nullopt;
  JsonReader line(*value, in.where() + ": credit_line", "credit line");
  CreditLineStart start;
  start.limit = Money::from_usd(
      line.optional_number("limit_usd", kLeastUsd, kMaxUsd).value_or(kMostInitialLine.usd()));
  start.overdue = Money::from_usd(line.optional_number("overdue_usd", 0, kMaxUsd).value_or(0));
  if (start.overdue > start.limit) {
    line.complain("overdue_usd", "must not be more than can be drawn on the line, " +
                                     to_dollars(start.limit) + ", not " +
                                     to_dollars(start.overdue));
  }
  line.done();
  start.model = catalogue.find(kBilledModel);
  return start;
}

Timestamp line_drawn_at(Timestamp now) {
  const std::chrono::year_month_day today(std::chrono::floor<std::chrono::days>(now));
  const auto last_month = today.year() / today.month() - std::chrono::months(1);
  return Timestamp(std::chrono::sys_days(last_month / 1)) - std::chrono::days(1);
}

void begin_line(Ledger& ledger, const CreditLineStart& start, Timestamp time) {
  (void)apply_for_line(ledger.line, {.applicant = Applicant::individual_with_product,
                                     .requested = start.limit,
                                     .materials = {{"website", "https://pictures.example.org"},
                                                   {"product", "A picture editor"}},
                                     .time = time});
  (void)approve_line(*ledger.line, std::min(start.limit, kMostInitialLine), {}, time);
  // Above the limit of a first line: it has been raised since, with the guarantee that this needs.
  ledger.line->limit = start.limit;
  if (start.limit >= kGuaranteedLine) ledger.line->deposit = start.limit;
  if (start.overdue == Money{}) return;
  const std::uint32_t count = tasks_for(start.overdue, start.model->unit_price);
  book_history(ledger, time, *start.model, count, count, start.overdue);
}

}  // namespace wavespeed_mock
