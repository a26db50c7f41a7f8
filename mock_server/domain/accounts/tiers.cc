#include "domain/accounts/tiers.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

#include "base/text/json_reader.h"
#include "base/text/money_reader.h"
#include "base/text/nearest.h"
#include "base/text/quoting.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock {
namespace {

std::optional<std::uint32_t> limit(JsonReader& in, std::string_view key) {
  constexpr std::int64_t kMax = 1'000'000'000;
  const auto value = in.optional_integer(key, 1, kMax);
  if (!value) return std::nullopt;
  return static_cast<std::uint32_t>(*value);
}

OverLimitRule over(JsonReader& in, std::string_view key) {
  return in.choice(key, {"reject", "queue"}, "reject") == "queue" ? OverLimitRule::queue
                                                                  : OverLimitRule::reject;
}

}  // namespace

void Tiers::load(const nlohmann::json& entry, const std::string& where) {
  JsonReader in(entry, where, "tier");
  Tier tier;
  tier.id = in.text("tier");
  in.rename(where + ' ' + text_quote(tier.id));
  tier.name = in.text("name", tier.id);
  tier.images_per_minute = limit(in, "images_per_minute");
  tier.videos_per_minute = limit(in, "videos_per_minute");
  tier.tasks_at_once = limit(in, "tasks_at_once");
  tier.over_rate = over(in, "over_rate");
  tier.over_concurrency = over(in, "over_concurrency");
  if (const auto usd = read_optional_usd(in, "from_top_ups_usd")) tier.from_top_ups = *usd;
  in.done();
  by_id_.insert_or_assign(tier.id, std::move(tier));
  link();
}

// Each tier that top-ups lead to knows the one above it.
void Tiers::link() {
  std::vector<Tier*> ladder;
  for (auto& [id, tier] : by_id_) {
    tier.next = nullptr;
    if (tier.from_top_ups) ladder.push_back(&tier);
  }
  std::stable_sort(ladder.begin(), ladder.end(), [](const Tier* a, const Tier* b) {
    return *a->from_top_ups < *b->from_top_ups;
  });
  for (std::size_t i = 0; i + 1 < ladder.size(); ++i) ladder[i]->next = ladder[i + 1];
}

Outcome<const Tier*> Tiers::find(std::string_view id) const {
  const auto it = by_id_.find(id);
  if (it != by_id_.end()) return &it->second;
  std::string known;
  std::vector<std::string_view> ids;
  for (const auto& [name, tier] : by_id_) {
    known += (known.empty() ? "" : ", ") + name;
    ids.push_back(name);
  }
  return ApiError{.http = 400,
                  .code = 400,
                  .message = "there is no tier \"" + std::string(id) + "\"" +
                             did_you_mean(id, ids) + " (known: " + known + ")"};
}

const Tier& Tiers::at(std::string_view id, std::string_view where) const {
  const auto tier = find(id);
  if (!tier) throw ConfigError(std::string(where) + ": " + tier.error().message);
  return **tier;
}

}  // namespace wavespeed_mock
