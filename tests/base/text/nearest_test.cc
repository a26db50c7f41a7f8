#include "base/text/nearest.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wavespeed_mock::nearest_test {
namespace {

using Names = std::vector<std::string_view>;

constexpr std::array<std::string_view, 8> kModels = {
    "wavespeed-ai/flux-dev",         "wavespeed-ai/flux-dev-lora",
    "wavespeed-ai/flux-schnell",     "wavespeed-ai/wan-2.1/t2v-480p",
    "wavespeed-ai/wan-2.1/t2v-720p", "wavespeed-ai/wan-2.1/i2v-480p",
    "bytedance/seedream-v4",         "google/veo3",
};

constexpr std::array<std::string_view, 7> kOptions = {
    "seed", "auth", "tier", "balance_usd", "latency", "api_latency", "over_limit",
};

TEST(Nearest, FindsMisspeltModels) {
  struct Case {
    std::string_view wanted;
    std::string_view meant;
  };
  const std::vector<Case> cases = {
      {"wavespeed-ai/flux-dev", "wavespeed-ai/flux-dev"},
      {"wavespeed-ai/flux_dev", "wavespeed-ai/flux-dev"},
      {"wavespeedai/flux-dev", "wavespeed-ai/flux-dev"},
      {"wavespeed-ai/flux-shnell", "wavespeed-ai/flux-schnell"},
      {"wavespeed-ai/flux-dev-loras", "wavespeed-ai/flux-dev-lora"},
      {"wavespeed-ai/wan-2.1/t2v-720", "wavespeed-ai/wan-2.1/t2v-720p"},
      {"wavespeed-ai/wan-2.1/i2v-480P", "wavespeed-ai/wan-2.1/i2v-480p"},
      {"bytedance/seedream-v3", "bytedance/seedream-v4"},
      // A part of a name is similar to it, regardless of the length of the rest.
      {"seedream", "bytedance/seedream-v4"},
      {"veo", "google/veo3"},
  };
  for (const Case& c : cases) EXPECT_EQ(nearest(c.wanted, kModels, 1), Names{c.meant}) << c.wanted;
}

TEST(Nearest, FindsMisspeltOptions) {
  struct Case {
    std::string_view wanted;
    std::string_view meant;
  };
  const std::vector<Case> cases = {
      {"Seed", "seed"},           {"sed", "seed"},
      {"latancy", "latency"},     {"api-latency", "api_latency"},
      {"balance", "balance_usd"}, {"overlimit", "over_limit"},
      {"tiers", "tier"},
  };
  for (const Case& c : cases) EXPECT_EQ(nearest(c.wanted, kOptions, 1), Names{c.meant}) << c.wanted;
}

TEST(Nearest, LeavesOutDissimilarNames) {
  for (const std::string_view wanted :
       {std::string_view(), std::string_view("x"), std::string_view("openai/whisper"),
        std::string_view("completely different")}) {
    EXPECT_EQ(nearest(wanted, kModels, 3), Names{}) << wanted;
  }
  // Two letters are a part of too many names.
  EXPECT_EQ(nearest("ai", kModels, 3), Names{});
}

// At most two fifths of the longer name may differ.
TEST(Nearest, AllowsTwoFifthsToDiffer) {
  constexpr std::array<std::string_view, 1> kKnown = {"abcdefghij"};
  EXPECT_EQ(nearest("abcdef....", kKnown, 1), Names{"abcdefghij"});
  EXPECT_EQ(nearest("abcde.....", kKnown, 1), Names{});
}

TEST(Nearest, OrdersByDistanceThenByInputOrder) {
  EXPECT_EQ(
      nearest("wavespeed-ai/flux-dev-lor", kModels, 3),
      (Names{"wavespeed-ai/flux-dev-lora", "wavespeed-ai/flux-dev", "wavespeed-ai/flux-schnell"}));
  EXPECT_EQ(nearest("wavespeed-ai/wan-2.1/v2v-480p", kModels, 2),
            (Names{"wavespeed-ai/wan-2.1/t2v-480p", "wavespeed-ai/wan-2.1/i2v-480p"}));
}

TEST(Nearest, ReturnsNoMoreThanRequested) {
  EXPECT_EQ(nearest("wavespeed-ai/flux-dev", kModels, 0), Names{});
  EXPECT_EQ(nearest("wavespeed-ai/flux-dev", kModels, 2).size(), 2U);
  EXPECT_EQ(nearest("seed", {}, 3), Names{});
}

TEST(Nearest, IgnoresNamesLongerThanTwoHundredBytes) {
  const std::string longest(200, 'a');
  const std::array<std::string_view, 1> known = {longest};
  EXPECT_EQ(nearest(longest, known, 1), Names{longest});
  EXPECT_EQ(nearest(longest + "a", known, 1), Names{});
}

// Optimal string alignment, computed in full.
std::size_t whole_distance(std::string_view a, std::string_view b) {
  std::vector<std::vector<std::size_t>> cells(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) {
    for (std::size_t j = 0; j <= b.size(); ++j) {
      std::size_t& cell = cells[i][j];
      cell = i == 0 ? j : j == 0 ? i : cells[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      if (i == 0 || j == 0) continue;
      cell = std::min({cell, cells[i - 1][j] + 1, cells[i][j - 1] + 1});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) cell = std::min(cell, cells[i - 2][j - 2] + 1);
    }
  }
  return cells[a.size()][b.size()];
}

Names plain_nearest(std::string_view wanted, std::span<const std::string_view> known,
                    std::size_t max) {
  std::vector<std::pair<std::size_t, std::string_view>> ranked;
  for (const std::string_view name : known) {
    const std::size_t distance = whole_distance(wanted, name);
    const bool contained = wanted.size() >= 3 && name.find(wanted) != std::string_view::npos;
    if (contained || distance * 5 <= std::max(wanted.size(), name.size()) * 2) {
      ranked.emplace_back(distance, name);
    }
  }
  std::stable_sort(ranked.begin(), ranked.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  Names names;
  for (const auto& [_, name] : ranked) {
    if (names.size() < max) names.push_back(name);
  }
  return names;
}

TEST(Nearest, FindsWhatComparingAllInFullFinds) {
  std::mt19937 random(1);
  const auto below = [&](unsigned limit) { return static_cast<unsigned>(random() % limit); };
  for (int round = 0; round < 500; ++round) {
    const unsigned letters = 1 + below(6);
    const auto word = [&] {
      std::string text;
      for (unsigned size = below(12); size > 0; --size)
        text += static_cast<char>('a' + below(letters));
      return text;
    };
    std::vector<std::string> words;
    for (int i = 0; i < 6; ++i) words.push_back(word());
    const Names known(words.begin(), words.end());
    const std::string wanted = word();
    for (const std::size_t max : {1U, 2U, 10U}) {
      ASSERT_EQ(nearest(wanted, known, max), plain_nearest(wanted, known, max)) << wanted;
    }
  }
}

TEST(DidYouMean, FormsTheEndOfASentence) {
  constexpr std::array<std::string_view, 3> kKnown = {"size", "sizes", "sized"};
  struct Case {
    std::string_view wanted;
    std::size_t max;
    std::string text;
  };
  const std::vector<Case> cases = {
      {"sizee", 1, R"(; did you mean "size"?)"},
      {"sizee", 2, R"(; did you mean "size" or "sizes"?)"},
      {"sizee", 3, R"(; did you mean "size", "sizes" or "sized"?)"},
      {"sizee", 9, R"(; did you mean "size", "sizes" or "sized"?)"},
      {"prompt", 3, ""},
      {"sizee", 0, ""},
  };
  for (const Case& c : cases) EXPECT_EQ(did_you_mean(c.wanted, kKnown, c.max), c.text) << c.max;
  EXPECT_EQ(did_you_mean("sizee", kKnown), R"(; did you mean "size"?)");
}

}  // namespace
}  // namespace wavespeed_mock::nearest_test
