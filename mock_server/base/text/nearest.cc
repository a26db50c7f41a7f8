#include "base/text/nearest.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>

namespace wavespeed_mock {
namespace {

// Distances from one text to others, with memory that all of them use.
class EditDistance {
 public:
  explicit EditDistance(std::string_view from) : from_(from) { count(from, letters_); }

  // The least number of letters added, dropped, replaced or swapped with the next one that makes
  // one text of the other (optimal string alignment), with three rows; nothing when it is above
  // `max`, which must be no less than least_to(other). No cell further than `max` from the diagonal
  // is computed.
  std::optional<std::size_t> to(std::string_view other, std::size_t max) {
    // What both texts begin or end with costs nothing. Most names that are near share much of it.
    std::string_view from = from_;
    remove_common(from, other);
    const std::size_t columns = other.size();
    constexpr std::size_t kFar = 1'000'000;
    before_last_.assign(columns + 1, kFar);
    last_.assign(columns + 1, kFar);
    row_.assign(columns + 1, kFar);
    std::size_t* before_last = before_last_.data();
    std::size_t* last = last_.data();
    std::size_t* row = row_.data();
    for (std::size_t j = 0; j <= std::min(columns, max); ++j) row[j] = j;
    for (std::size_t i = 1; i <= from.size(); ++i) {
      std::swap(before_last, last);
      std::swap(last, row);
      const std::size_t begin = i > max ? i - max : 1;
      const std::size_t end = std::min(columns, i + max);
      row[begin - 1] = begin == 1 ? i : kFar;
      if (end < columns) row[end + 1] = kFar;
      std::size_t least = row[begin - 1];
      for (std::size_t j = begin; j <= end; ++j) {
        std::size_t cell = last[j - 1] + (from[i - 1] == other[j - 1] ? 0 : 1);
        cell = std::min({cell, last[j] + 1, row[j - 1] + 1});
        const bool swapped =
            i > 1 && j > 1 && from[i - 1] == other[j - 2] && from[i - 2] == other[j - 1];
        if (swapped) cell = std::min(cell, before_last[j - 2] + 1);
        row[j] = cell;
        least = std::min(least, cell);
      }
      if (least > max) return std::nullopt;
    }
    return row[columns] > max ? std::nullopt : std::optional(row[columns]);
  }

  // No distance is shorter: a letter of the longer text that the other does not have costs one.
  std::size_t least_to(std::string_view other) const {
    const std::size_t longer = std::max(from_.size(), other.size());
    Letters left = letters_;
    std::uint8_t* const counts = left.data();
    std::size_t common = 0;
    for (const char c : other) {
      std::uint8_t& count = counts[static_cast<unsigned char>(c)];
      if (count == 0) continue;
      --count;
      ++common;
    }
    return longer - common;
  }

 private:
  using Letters = std::array<std::uint8_t, 256>;  // no name that is compared has 256 letters

  static void remove_common(std::string_view& a, std::string_view& b) {
    const auto [a_rest, b_rest] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
    const auto same = static_cast<std::size_t>(a_rest - a.begin());
    a.remove_prefix(same);
    b.remove_prefix(same);
    while (!a.empty() && !b.empty() && a.back() == b.back()) {
      a.remove_suffix(1);
      b.remove_suffix(1);
    }
  }

  static void count(std::string_view text, Letters& letters) {
    for (const char c : text) ++letters[static_cast<unsigned char>(c)];
  }

  std::string_view from_;
  Letters letters_{};
  std::vector<std::size_t> before_last_;
  std::vector<std::size_t> last_;
  std::vector<std::size_t> row_;
};

}  // namespace

std::vector<std::string_view> nearest(std::string_view wanted,
                                      std::span<const std::string_view> known, std::size_t max) {
  // A client may send a name of any length; what is this long resembles nothing we know.
  constexpr std::size_t kLongestName = 200;
  if (wanted.size() > kLongestName || max == 0) return {};

  // The least distance that each can have costs a fraction of the distance, and decides for most.
  struct Candidate {
    std::size_t distance;
    std::size_t index;
    auto operator<=>(const Candidate&) const = default;
  };
  EditDistance distance(wanted);
  std::vector<Candidate> candidates;
  for (std::size_t i = 0; i < known.size(); ++i) {
    candidates.push_back({distance.least_to(known[i]), i});
  }
  std::sort(candidates.begin(), candidates.end());

  std::vector<Candidate> ranked;
  for (const Candidate& candidate : candidates) {
    if (ranked.size() == max && candidate.distance > ranked.back().distance) break;
    const std::string_view name = known[candidate.index];
    const std::size_t longer = std::max(wanted.size(), name.size());
    const bool contained = wanted.size() >= 3 && name.find(wanted) != std::string_view::npos;
    std::size_t farthest = contained ? longer : longer * 2 / 5;
    if (ranked.size() == max) farthest = std::min(farthest, ranked.back().distance);
    if (candidate.distance > farthest) continue;
    const std::optional<std::size_t> found = distance.to(name, farthest);
    if (!found) continue;
    const Candidate entry{*found, candidate.index};
    ranked.insert(std::upper_bound(ranked.begin(), ranked.end(), entry), entry);
    if (ranked.size() > max) ranked.pop_back();
  }
  std::vector<std::string_view> names;
  names.reserve(ranked.size());
  for (const Candidate& entry : ranked) names.push_back(known[entry.index]);
  return names;
}

std::string did_you_mean(std::string_view wanted, std::span<const std::string_view> known,
                         std::size_t max) {
  const std::vector<std::string_view> names = nearest(wanted, known, max);
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    text += i == 0 ? "; did you mean \"" : (i + 1 == names.size() ? "\" or \"" : "\", \"");
    text += names[i];
  }
  if (!text.empty()) text += "\"?";
  return text;
}

}  // namespace wavespeed_mock
