#include "domain/webhooks/webhook_retries.h"

#include "base/value/timestamp.h"

namespace wavespeed_mock {
namespace {

// The pause after the attempt of that number, counted from 1.
Duration pause_after(Duration backoff, std::size_t attempt) {
  for (std::size_t i = 1; i < attempt; ++i) {
    if (backoff > Duration::max() / 2) return Duration::max();
    backoff *= 2;
  }
  return backoff;
}

}  // namespace

std::optional<Timestamp> next_attempt(int retries, Duration backoff, std::size_t attempts,
                                      Timestamp now) {
  if (attempts > static_cast<std::size_t>(retries)) return std::nullopt;
  return later(now, pause_after(backoff, attempts));
}

}  // namespace wavespeed_mock
