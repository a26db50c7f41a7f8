#include "domain/billing/coupons.h"

#include <algorithm>
#include <utility>

#include "base/text/ascii.h"
#include "base/text/json_reader.h"
#include "base/text/money_reader.h"
#include "base/text/nearest.h"
#include "base/text/quoting.h"
#include "base/value/conflict.h"
#include "base/value/duration_text.h"
#include "base/value/timestamp.h"
#include "domain/billing/credit_grant_request.h"

namespace wavespeed_mock {
namespace {

bool is_code(std::string_view text) {
  constexpr std::size_t kLongest = 64;
  return !text.empty() && text.size() <= kLongest &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return (lower(c) >= 'a' && lower(c) <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
                  c == '_';
         });
}

// The field `key`: "never" or a duration above 0; nullopt for "never" and when absent.
std::optional<Duration> read_time(JsonReader& in, std::string_view key) {
  const std::string text = in.text(key, "never");
  const auto time = parse_credit_time(text);
  if (!time) {
    in.fail(key, "must be \"never\" or " + duration_form("\"30d\"", Duration(1)) + ", not " +
                     text_quote(text));
  }
  return time == Duration::max() ? std::nullopt : time;
}

std::optional<Timestamp> read_expiry(JsonReader& in, Timestamp now) {
  const auto lasts = read_time(in, "expires_in");
  const std::string text = in.text("expires_at", "");
  if (text.empty()) return lasts ? std::optional(later(now, *lasts)) : std::nullopt;
  if (lasts) in.fail("expires_at", "says the same as \"expires_in\": give one");
  const auto time = parse_iso8601(text);
  if (!time) {
    in.fail("expires_at", "must be " + std::string(kTimeForms) + ", not " + text_quote(text));
  }
  return time;
}

std::optional<FieldProblem> find_code_problem(const Coupon& coupon) {
  if (is_code(coupon.code)) return std::nullopt;
  return FieldProblem{"code", "must be 1 to 64 letters, digits, \"-\" and \"_\", not \"" +
                                  shortened(coupon.code) + "\""};
}

std::optional<FieldProblem> find_empty_amount(const Coupon& coupon) {
  if (coupon.amount != Money{}) return std::nullopt;
  return FieldProblem{"usd", std::string(kSomeMoney)};
}

// What `uses` can be at most.
constexpr std::uint32_t kMaxUses = 1'000'000;

}  // namespace

bool is_same_code(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return lower(x) == lower(y); });
}

Coupon read_coupon(JsonReader& in, Timestamp now) {
  Coupon coupon;
  coupon.code = in.text("code");
  if (const auto wrong = find_code_problem(coupon)) in.fail(wrong->field, wrong->problem);
  coupon.amount = read_some_usd(in, "usd");
  coupon.expires_at = read_expiry(in, now);
  coupon.credit_expires_in = read_time(in, "credit_expires_in");
  coupon.uses = static_cast<std::uint32_t>(in.optional_integer("uses", 1, kMaxUses).value_or(1));
  coupon.min_top_up = read_optional_usd(in, "min_top_up_usd").value_or(Money{});
  return coupon;
}

std::optional<FieldProblem> find_problem(const Coupon& coupon) {
  if (auto problem = find_code_problem(coupon)) return problem;
  if (auto problem = find_amount_problem("usd", coupon.amount)) return problem;
  if (auto problem = find_empty_amount(coupon)) return problem;
  if (coupon.credit_expires_in && *coupon.credit_expires_in <= Duration::zero()) {
    return FieldProblem{"credit_expires_in",
                        "must be above 0, not " + to_text(*coupon.credit_expires_in)};
  }
  if (coupon.uses < 1 || coupon.uses > kMaxUses) {
    return FieldProblem{"uses", "must be from 1 to " + std::to_string(kMaxUses) + ", not " +
                                    std::to_string(coupon.uses)};
  }
  return find_amount_problem("min_top_up_usd", coupon.min_top_up);
}

std::optional<ApiError> Coupons::add(Coupon coupon) {
  const std::lock_guard lock(mutex_);
  const auto [position, is_new] = coupons_.try_emplace(lower(coupon.code), coupon);
  if (is_new) return std::nullopt;
  return conflict("the coupon \"" + position->second.code +
                  "\" already exists; delete it first to change it");
}

std::vector<Coupon> Coupons::list() const {
  std::vector<Coupon> list;
  const std::lock_guard lock(mutex_);
  for (const auto& [code, coupon] : coupons_) list.push_back(coupon);
  return list;
}

Outcome<Coupon> Coupons::find(std::string_view code) const {
  const std::lock_guard lock(mutex_);
  const auto position = coupons_.find(lower(code));
  if (position == coupons_.end()) return no_such(code);
  return position->second;
}

Outcome<Coupon> Coupons::remove(std::string_view code) {
  const std::lock_guard lock(mutex_);
  const auto position = coupons_.find(lower(code));
  if (position == coupons_.end()) return no_such(code);
  Coupon removed = std::move(position->second);
  coupons_.erase(position);
  return removed;
}

Coupons::Saved Coupons::save() const {
  const std::lock_guard lock(mutex_);
  return coupons_;
}

void Coupons::restore(const Saved& saved) {
  const std::lock_guard lock(mutex_);
  coupons_ = saved;
}

ApiError Coupons::no_such(std::string_view code) const {
  std::vector<std::string_view> known;
  for (const auto& [lowered, coupon] : coupons_) known.push_back(lowered);
  std::string message = "there is no coupon \"" + shortened(code) + "\"";
  for (const std::string_view near : nearest(lower(code), known, 1)) {
    message += "; did you mean \"" + coupons_.find(near)->second.code + "\"?";
  }
  return {.http = 404, .code = 404, .message = std::move(message)};
}

}  // namespace wavespeed_mock
