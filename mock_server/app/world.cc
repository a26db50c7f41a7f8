#include "app/world.h"

#include <charconv>
#include <functional>
#include <limits>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "app/traffic_rows.h"
#include "base/clock_option.h"
#include "base/duration_text.h"
#include "domain/fixture_files.h"
#include "domain/model_loader.h"
#include "store/memory_store.h"

namespace wavespeed_mock {

// The files of fixtures/ as they were when the library was built.
extern const std::string_view builtin_models_json;
extern const std::string_view builtin_tiers_json;

namespace {

Money starting_balance(double usd) {
  constexpr double kMostUsd = 1e9;
  if (!(usd >= 0 && usd <= kMostUsd)) {
    char digits[32];  // to_chars also writes "nan" and "inf"
    const auto end = std::to_chars(digits, digits + sizeof digits, usd).ptr;
    throw ConfigError("balance must be from 0 to 1000000000 US dollars, not " +
                      std::string(digits, end));
  }
  return Money::from_usd(usd);
}

std::unique_ptr<BlobStore> make_blobs(const Options& options) {
  auto memory = make_memory_blobs(options.media_memory);
  if (!options.media_dir) return memory;
  return make_spilling_blobs(std::move(memory), make_directory_blobs(*options.media_dir));
}

Uploads::Rules upload_rules(const Options& options) {
  constexpr std::uint64_t kMostBytes = 1'099'511'627'776;
  if (options.max_upload_bytes == 0 || options.max_upload_bytes > kMostBytes) {
    throw ConfigError("max_upload_bytes must be from 1 to " + std::to_string(kMostBytes) +
                      ", not " + std::to_string(options.max_upload_bytes));
  }
  return {.most_bytes = options.max_upload_bytes, .types = options.upload_types};
}

// No account gets that number: there is no room for so many.
constexpr AccountNumber kNobody = std::numeric_limits<AccountNumber>::max();

Account no_account(std::uint64_t seed) {
  return {.name = "", .tag = "00000000", .draws = Draws(seed, "no account")};
}

Duration parse_retention(const std::string& text) {
  const auto retention = parse_duration(text);
  if (retention && *retention > Duration::zero()) return *retention;
  throw ConfigError("retention must be a duration above 0 such as 7d, not \"" + text + "\"");
}

}  // namespace

World::World(const Options& options)
    : clock_(make_clock(options, ClockMode::manual)),
      blobs_(make_blobs(options)),
      store_(make_memory_store(options.journal)),
      latency_(options.latency),
      uploads_(*store_, *blobs_, upload_rules(options)),
      api_latency_(parse_api_latency(options.api_latency)),
      webhooks_(webhook_rules(options)),
      traffic_(traffic_rows()),
      nobody_(kNobody, no_account(options.seed), {}, options.journal),
      waits_as_recorded_(options.replay_timing == ReplayTiming::recorded),
      services_{.store = *store_,
                .catalogue = catalogue_,
                .latency = latency_,
                .uploads = uploads_,
                .webhooks = webhooks_,
                .model_list = model_list_,
                .over_limit = options.over_limit,
                .limit_results = options.limit_results,
                .sync_wait = parse_sync_wait(options.sync_wait, options.sync_timeout_status),
                .retention = parse_retention(options.retention),
                .webhook_private = options.webhook_private,
                .webhook_refund = options.webhook_refund,
                .clock = *clock_,
                .traffic = &traffic_,
                .fault_rules = &fault_rules_,
                .nobody = &nobody_,
                .client_reports = options.strict ? &client_reports_ : nullptr} {
  // Who sends webhooks reads it; a wrong one is reported here, also where nobody does.
  webhook_timeout(options);
  load(options);
  if (options.replay) replay_ = std::make_unique<Replay>(read_transcript(*options.replay));
  if (options.strict) {
    client_contract_ =
        std::make_unique<ClientContract>(ContractDocument::builtin(), catalogue_, client_reports_);
  }
}

void World::load(const Options& options) {
  // Accounts refer to models and tiers, which may stand in a later file.
  std::vector<std::pair<nlohmann::json, std::string>> accounts;
  const FixtureLoaders loaders{
      .model = [&](const auto& entry,
                   const auto& where) { catalogue_.put(load_model(entry, where)); },
      .tier = [&](const auto& entry, const auto& where) { tiers_.load(entry, where); },
      .account = [&](const auto& entry,
                     const auto& where) { accounts.emplace_back(entry, where); }};
  load_fixture_text(builtin_tiers_json, "built-in tiers", loaders);
  load_fixture_text(builtin_models_json, "built-in models", loaders);
  for (const auto& path : options.fixtures) load_fixtures(path, loaders);
  for (std::size_t i = 0; i < options.fixture_texts.size(); ++i) {
    load_fixture_text(options.fixture_texts[i], "fixture_texts[" + std::to_string(i) + "]",
                      loaders);
  }

  model_list_ = ModelList(catalogue_);

  accounts_ = std::make_unique<Accounts>(
      *store_, catalogue_, tiers_,
      Accounts::Defaults{.seed = options.seed,
                         .auth = options.auth,
                         .tier = &tiers_.at(options.tier, "tier"),
                         .balance = starting_balance(options.balance_usd)});
  services_.accounts = accounts_.get();
  for (const auto& [entry, where] : accounts) accounts_->load(entry, where, clock_->now());
}

AccountCell* World::owner_of(std::string_view id) const {
  const auto parsed = parse_prediction_id(id);
  if (!parsed) return nullptr;
  if (const auto task = store_->find_prediction(*parsed))
    return store_->find_account(task->account);
  const auto upload = store_->find_upload(*parsed);
  return upload == nullptr ? nullptr : store_->find_account(upload->account);
}

Duration World::api_delay(const AccountCell& account, std::uint64_t number) const {
  if (!api_latency_) return Duration::zero();
  return draw(*api_latency_, account.account().draws, Purpose::api_latency, number);
}

}  // namespace wavespeed_mock
