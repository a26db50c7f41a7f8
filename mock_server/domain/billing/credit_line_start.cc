#include "domain/billing/credit_line_start.h"

#include <algorithm>
#include <chrono>
#include <nlohmann/json.hpp>

#include "base/text/money_reader.h"
#include "domain/billing/credit_line.h"
#include "domain/billing/ledger.h"

namespace wavespeed_mock {
namespace {

constexpr const char* kBilledModel = "wavespeed-ai/flux-dev";

std::uint32_t tasks_for(Money cost, Money unit_price) {
  constexpr std::int64_t kMaxTasks = 1'000'000'000;
  if (unit_price <= Money{}) return 1;
  const std::int64_t count = cost.micros / unit_price.micros;
  return static_cast<std::uint32_t>(std::clamp<std::int64_t>(count, 1, kMaxTasks));
}

constexpr double kMinUsd = 0.01;

std::optional<FieldProblem> find_excess(const NewCreditLine& line) {
  if (line.overdue <= line.limit) return std::nullopt;
  return FieldProblem{"overdue_usd", "must not be more than can be drawn on the line, " +
                                         to_dollars(line.limit) + ", not " +
                                         to_dollars(line.overdue)};
}

}  // namespace

CreditLineStart credit_line_start(const NewCreditLine& line, const Catalogue& catalogue) {
  return {.limit = line.limit, .overdue = line.overdue, .model = catalogue.find(kBilledModel)};
}

std::optional<FieldProblem> find_problem(const NewCreditLine& line) {
  if (auto problem = find_amount_problem("limit_usd", line.limit)) return problem;
  if (line.limit < Money::from_usd(kMinUsd)) {
    return FieldProblem{"limit_usd", "must be at least $0.01, not " + to_dollars(line.limit)};
  }
  if (auto problem = find_amount_problem("overdue_usd", line.overdue)) return problem;
  return find_excess(line);
}

std::optional<CreditLineStart> read_credit_line_start(JsonReader& in, const Catalogue& catalogue) {
  const auto* const value = in.value("credit_line");
  if (value == nullptr) return std::nullopt;
  JsonReader of(*value, in.where() + ": credit_line", "credit line");
  NewCreditLine line;
  if (const auto usd = read_optional_usd(of, "limit_usd", kMinUsd)) line.limit = *usd;
  line.overdue = read_optional_usd(of, "overdue_usd").value_or(Money{});
  if (const auto wrong = find_excess(line)) of.fail(wrong->field, wrong->problem);
  of.done();
  return credit_line_start(line, catalogue);
}

Timestamp credit_line_drawn_at(Timestamp now) {
  const std::chrono::year_month_day today(std::chrono::floor<std::chrono::days>(now));
  const auto last_month = today.year() / today.month() - std::chrono::months(1);
  return Timestamp(std::chrono::sys_days(last_month / 1)) - std::chrono::days(1);
}

void begin_credit_line(Ledger& ledger, const CreditLineStart& start, Timestamp time) {
  (void)apply_for_credit_line(
      ledger.credit_line,
      {.applicant = Applicant::individual_with_product,
       .requested = start.limit,
       .materials = {{"website", "https://pictures.example.org"}, {"product", "A picture editor"}}},
      time);
  (void)approve_credit_line(*ledger.credit_line, std::min(start.limit, kMaxInitialLine), {}, time);
  // Above the limit of a first line: it has been raised since, with the guarantee that this needs.
  ledger.credit_line->limit = start.limit;
  if (start.limit >= kGuaranteedLine) ledger.credit_line->deposit = start.limit;
  if (start.overdue == Money{}) return;
  const std::uint32_t count = tasks_for(start.overdue, start.model->unit_price);
  book_history(ledger, time, *start.model, count, count, start.overdue);
}

}  // namespace wavespeed_mock
