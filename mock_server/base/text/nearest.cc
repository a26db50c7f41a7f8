#include "base/text/nearest.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace wavespeed_mock {
namespace {

// The least number of letters added, dropped, replaced or swapped with the next one that makes one
// text of the other (optimal string alignment), with three rows.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before_last(b.size() + 1);
  std::vector<std::size_t> last(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    before_last.swap(last);
    last.swap(row);
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({replaced, last[j] + 1, row[j - 1] + 1});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], before_last[j - 2] + 1);
    }
  }
  return row.back();
}

}  // namespace

std::vector<std::string_view> nearest(std::string_view wanted,
                                      std::span<const std::string_view> known, std::size_t max) {
  // A client may send a name of any length; what is this long resembles nothing we know.
  constexpr std::size_t kLongestName = 200;
  if (wanted.size() > kLongestName) return {};

  std::vector<std::pair<std::size_t, std::string_view>> ranked;
  const auto is_alike = [&](std::size_t distance, std::string_view name) {
    return distance * 5 <= std::max(wanted.size(), name.size()) * 2;
  };
  for (const std::string_view name : known) {
    const bool contained = wanted.size() >= 3 && name.find(wanted) != std::string_view::npos;
    // The edit distance is at least the difference of the lengths, which is cheap to compute.
    const std::size_t min_distance =
        std::max(wanted.size(), name.size()) - std::min(wanted.size(), name.size());
    if (!contained && !is_alike(min_distance, name)) continue;
    const std::size_t distance = edit_distance(wanted, name);
    if (contained || is_alike(distance, name)) ranked.emplace_back(distance, name);
  }
  std::stable_sort(ranked.begin(), ranked.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<std::string_view> names;
  for (const auto& [distance, name] : ranked) {
    if (names.size() == max) break;
    names.push_back(name);
  }
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
