#include "domain/accounts/rate_limits.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <string>

#include "base/value/due_time.h"
#include "base/value/timestamp.h"

namespace wavespeed_mock {
namespace {

constexpr Duration kMinute = std::chrono::minutes(1);

// The limit that a kind of output counts against.
struct Rate {
  RateWindow* window = nullptr;
  std::optional<std::uint32_t> limit;
  std::string_view noun;
};

Rate rate_of(MediaKind kind, const Tier& tier, RateWindow& images, RateWindow& videos) {
  switch (kind) {
    case MediaKind::image:
      return {&images, tier.images_per_minute, "images"};
    case MediaKind::video:
      return {&videos, tier.videos_per_minute, "videos"};
    default:
      return {};
  }
}

void forget_past(RateWindow& window, Timestamp now) {
  while (!window.uses.empty() && window.uses.front().time + kMinute <= now) {
    window.total -= window.uses.front().units;
    window.uses.pop_front();
  }
}

// The earliest moment, not before `now` and not before an earlier use, at which the minute up to it
// has room for `units`. Nullopt when the limit is smaller than that.
std::optional<Timestamp> earliest(const RateWindow& window, std::uint32_t limit,
                                  std::uint32_t units, Timestamp now) {
  if (units > limit) return std::nullopt;
  Timestamp time = window.uses.empty() ? now : std::max(now, window.uses.back().time);
  std::uint64_t taken = window.total;
  for (auto use = window.uses.begin(); taken + units > limit; ++use) {
    taken -= use->units;
    time = std::max(time, use->time + kMinute);
  }
  return time;
}

void take(RateWindow& window, Timestamp time, std::uint32_t units) {
  window.uses.push_back({time, units});
  window.total += units;
}

OverLimitRule rule_of(OverLimit option, OverLimitRule of_tier) {
  switch (option) {
    case OverLimit::reject:
      return OverLimitRule::reject;
    case OverLimit::queue:
      return OverLimitRule::queue;
    case OverLimit::as_tier:
      break;
  }
  return of_tier;
}

std::string limit_text(const Tier& tier, std::uint64_t limit, std::string_view noun) {
  return "tier " + tier.id + " allows " + std::to_string(limit) + " " + std::string(noun);
}

ApiError too_many(std::string reason) {
  return {.http = 429, .code = 429, .message = "Too Many Requests", .reason = std::move(reason)};
}

// What refuses a request, and until when.
class Refusal {
 public:
  void add(Timestamp until, const std::string& reason) {
    until_ = std::max(until_, until);
    reason_ += (reason_.empty() ? "" : "; ") + reason;
  }
  bool refuses() const { return !reason_.empty(); }
  ApiError error(Timestamp now) const {
    ApiError error = too_many(reason_);
    // No waiting helps where every place is taken forever.
    if (until_ < kLastTime) {
      error.retry_after_seconds = std::chrono::ceil<std::chrono::seconds>(until_ - now).count();
    }
    return error;
  }

 private:
  Timestamp until_ = Timestamp::min();
  std::string reason_;
};

// Heaps with the soonest time on top.
constexpr std::greater<Timestamp> kSoonest;

void free_indices(std::vector<Timestamp>& busy_until, Timestamp now) {
  while (!busy_until.empty() && has_come(busy_until.front(), now)) {
    std::pop_heap(busy_until.begin(), busy_until.end(), kSoonest);
    busy_until.pop_back();
  }
}

}  // namespace

Outcome<Admission> admit(LimitState& state, const Tier& tier, OverLimit option, Demand demand,
                         Timestamp now) {
  Refusal refusal;
  Admission admission{.starts = now, .counted = now};

  free_indices(state.busy_until, now);
  // A tier that has become lower: the tasks beyond it run on, but free no place.
  while (tier.tasks_at_once && state.busy_until.size() > *tier.tasks_at_once) {
    std::pop_heap(state.busy_until.begin(), state.busy_until.end(), kSoonest);
    state.busy_until.pop_back();
  }
  if (tier.tasks_at_once && state.busy_until.size() >= *tier.tasks_at_once) {
    // A task that never ends keeps its place, for as long as there is time to speak of.
    const Timestamp free_at = later(state.busy_until.front(), Duration::zero());
    if (rule_of(option, tier.over_concurrency) == OverLimitRule::reject) {
      refusal.add(free_at, limit_text(tier, *tier.tasks_at_once, "tasks at once"));
    }
    admission.starts = free_at;
  }

  const Rate rate = rate_of(demand.kind, tier, state.images, state.videos);
  if (rate.limit) {
    forget_past(*rate.window, now);
    const auto room_at = earliest(*rate.window, *rate.limit, demand.units, now);
    if (!room_at) {
      return too_many(limit_text(tier, *rate.limit, rate.noun) + " per minute, fewer than the " +
                      std::to_string(demand.units) + " of this one request");
    }
    if (rule_of(option, tier.over_rate) == OverLimitRule::queue) {
      // A waiting task uses its minute when it starts.
      admission.starts = std::max(admission.starts, *room_at);
      admission.counted = admission.starts;
    } else if (*room_at > now) {
      refusal.add(*room_at, limit_text(tier, *rate.limit, rate.noun) + " per minute");
    }
  }
  if (refusal.refuses()) return refusal.error(now);
  return admission;
}

void occupy(LimitState& state, const Tier& tier, Demand demand, Admission admission,
            Timestamp ends) {
  const Rate rate = rate_of(demand.kind, tier, state.images, state.videos);
  if (rate.limit) take(*rate.window, admission.counted, demand.units);
  if (!tier.tasks_at_once) return;
  // A task that waits takes over the place that becomes free first.
  if (state.busy_until.size() >= *tier.tasks_at_once) {
    std::pop_heap(state.busy_until.begin(), state.busy_until.end(), kSoonest);
    state.busy_until.pop_back();
  }
  state.busy_until.push_back(ends);
  std::push_heap(state.busy_until.begin(), state.busy_until.end(), kSoonest);
}

std::optional<ApiError> count_result(LimitState& state, const Tier& tier, MediaKind kind,
                                     Timestamp now) {
  const Rate rate = rate_of(kind, tier, state.image_results, state.video_results);
  if (!rate.limit) return std::nullopt;
  forget_past(*rate.window, now);
  const auto room_at = earliest(*rate.window, *rate.limit, 1, now);
  if (*room_at > now) {
    Refusal refusal;
    refusal.add(*room_at,
                limit_text(tier, *rate.limit, rate.noun) + " per minute, also for results");
    return refusal.error(now);
  }
  take(*rate.window, now, 1);
  return std::nullopt;
}

}  // namespace wavespeed_mock
