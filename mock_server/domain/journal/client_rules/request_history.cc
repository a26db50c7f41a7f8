#include "domain/journal/client_rules/request_history.h"

#include <array>
#include <chrono>
#include <map>
#include <string_view>
#include <tuple>

#include "base/http/path_pattern.h"
#include "base/text/quoting.h"
#include "base/value/duration_text.h"

namespace wavespeed_mock {

RequestHistory::RequestHistory(std::span<const JournalEntry> entries, bool time_tells)
    : entries_(entries), time_tells_(time_tells) {
  using Key = std::tuple<std::string_view, std::string_view, std::uint64_t, std::uint64_t>;
  std::map<Key, std::size_t> indices;
  for (const JournalEntry& entry : entries_) {
    const auto [position, is_new] = indices.emplace(
        Key(entry.method, entry.target, entry.request_body_hash, entry.request_body_bytes),
        repeats_.size());
    if (is_new) repeats_.emplace_back();
    repeats_[position->second].push_back(&entry);
  }
}

std::optional<Duration> RequestHistory::pause(const JournalEntry& earlier,
                                              const JournalEntry& later) const {
  if (!time_tells_ || later.time <= earlier.time) return std::nullopt;
  return later.time - earlier.time;
}

bool arrived(const JournalEntry& entry) {
  return entry.delivery.ending == Ending::whole && !entry.delivery.malformed_chunk;
}

bool failed_for_now(const JournalEntry& entry) {
  return !arrived(entry) || entry.status == 429 || entry.status >= 500;
}

bool failed_for_good(const JournalEntry& entry) {
  // Without 402, 408, 409, 423 to 425 and 429: after these the same request may succeed later.
  constexpr std::array kForGood = {400, 401, 403, 404, 405, 406, 410, 411, 413, 414, 415, 416, 422};
  for (const int status : kForGood) {
    if (entry.status == status) return arrived(entry);
  }
  return false;
}

std::string name_of(const JournalEntry& entry) {
  return entry.method + ' ' + shortened(path_of(entry.target), 120);
}

std::string said(Duration duration) {
  using std::chrono::milliseconds;
  using std::chrono::seconds;
  const auto in_steps = [&](Duration step) { return to_text((duration + step / 2) / step * step); };
  if (duration < milliseconds(10)) return in_steps(std::chrono::microseconds(10));
  if (duration < seconds(1)) return in_steps(milliseconds(1));
  // "1.2s" and not "1200ms".
  const auto tenths = (duration + milliseconds(50)) / milliseconds(100);
  if (duration >= seconds(100) || tenths % 10 == 0) return in_steps(seconds(1));
  return std::to_string(tenths / 10) + '.' + std::to_string(tenths % 10) + 's';
}

std::string times(std::size_t count) {
  return count == 1 ? "once" : std::to_string(count) + " times";
}

}  // namespace wavespeed_mock
