#include "app/mock_core.h"

#include <algorithm>
#include <charconv>
#include <functional>
#include <limits>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "app/request_metric_rows.h"
#include "app/route_table.h"
#include "base/text/json_reader.h"
#include "base/value/clock_option.h"
#include "base/value/duration_text.h"
#include "domain/billing/credit_grant_request.h"
#include "domain/models/model_loader.h"
#include "domain/scenarios/account_loader.h"
#include "domain/scenarios/fixture_files.h"
#include "store/memory_store.h"

namespace wavespeed_mock {

// The files of fixtures/ as they were when the library was built.
extern const std::string_view builtin_models_json;
extern const std::string_view builtin_tiers_json;

namespace {

Money starting_balance(double usd) {
  if (!(usd >= 0 && usd <= kMaxUsd)) {
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

// The built-in models that the service has not.
bool is_test_model(const nlohmann::json& entry) {
  const std::string id = entry.value("model_id", "");
  return id.starts_with("mock/") || id.starts_with("mock-");
}

void need(const Outcome<ActiveRules>& added, const std::string& where) {
  if (!added) throw ConfigError(where + ": " + added.error().message);
}

// No account gets that number: there is no room for so many.
constexpr AccountNumber kNobody = std::numeric_limits<AccountNumber>::max();

Account no_account(std::uint64_t seed) {
  return {.name = "", .tag = "00000000", .draws = SeededRandom(seed, "no account")};
}

JournalLimits journal_limits(const Options& options) {
  constexpr std::uint64_t kMostEntries = 1'000'000;
  constexpr std::uint64_t kMostBody = 1'048'576;
  const auto check = [](const char* name, std::uint64_t value, std::uint64_t most) {
    if (value <= most) return static_cast<std::size_t>(value);
    throw ConfigError(std::string(name) + " must be from 0 to " + std::to_string(most) + ", not " +
                      std::to_string(value));
  };
  return {.entries = check("journal", options.journal, kMostEntries),
          .body_bytes = check("journal_body", options.journal_body, kMostBody)};
}

// The names of the service's routes: what fault rules and questions about the journal may name.
std::vector<std::string_view> service_routes() {
  std::vector<std::string_view> names;
  for (const Route& route : routes()) {
    const bool is_own = route.name == "control" || route.name == "docs" || route.name == "contract";
    const bool is_there = std::find(names.begin(), names.end(), route.name) != names.end();
    if (!is_own && !is_there) names.push_back(route.name);
  }
  return names;
}

Duration parse_credit_expiry(const std::string& text) {
  if (const auto time = parse_credit_time(text)) return *time;
  throw ConfigError("credit_expiry must be \"never\" or a duration above 0 such as 365d, not \"" +
                    text + "\"");
}

Duration parse_retention(const std::string& text) {
  const auto retention = parse_duration(text);
  if (retention && *retention > Duration::zero()) return *retention;
  throw ConfigError("retention must be a duration above 0 such as 7d, not \"" + text + "\"");
}

}  // namespace

MockCore::MockCore(const Options& options)
    : clock_(make_clock(options, ClockMode::manual)),
      blobs_(make_blobs(options)),
      store_(make_memory_store(journal_limits(options))),
      latency_(options.latency),
      uploads_(*store_, *blobs_, upload_rules(options)),
      api_latency_(parse_api_latency(options.api_latency)),
      webhooks_(webhook_rules(options)),
      request_metrics_(traffic_rows()),
      control_access_(options),
      nobody_(kNobody, no_account(options.seed), {}, journal_limits(options)),
      journal_(*store_, nobody_, service_routes()),
      fault_rules_({.store = *store_,
                    .nobody = nobody_,
                    .routes = service_routes(),
                    .markers = options.triggers}),
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
                .coupons = &coupons_,
                .traffic = &request_metrics_,
                .fault_rules = &fault_rules_,
                .journal = &journal_,
                .nobody = &nobody_,
                .client_reports = options.strict ? &client_reports_ : nullptr} {
  // Who sends webhooks reads it; a wrong one is reported here, also where nobody does.
  webhook_timeout(options);
  load(options);
  snapshots_ = std::make_unique<Snapshots>(
      Snapshots::Parts{*store_, *accounts_, webhooks_, fault_rules_, *clock_, nobody_, coupons_});
  services_.snapshots = snapshots_.get();
  start_scenario(options);
  remember_start();
  if (options.replay) replay_ = std::make_unique<Replay>(read_transcript(*options.replay));
  if (options.strict) {
    client_contract_ =
        std::make_unique<ClientContract>(ContractDocument::builtin(), catalogue_, client_reports_);
  }
}

void MockCore::load(const Options& options) {
  // Accounts refer to models and tiers, which may stand in a later file.
  std::vector<std::pair<nlohmann::json, std::string>> accounts;
  std::vector<ActiveRule::Content> faults;
  const FixtureLoaders loaders{
      .model = [&](const auto& entry, const auto& where) { load_model_with_faults(entry, where); },
      .tier = [&](const auto& entry, const auto& where) { tiers_.load(entry, where); },
      .account = [&](const auto& entry, const auto& where) { accounts.emplace_back(entry, where); },
      .fault = [&](const auto& entry,
                   const auto& where) { faults.push_back(fault_rules_.read(entry, where)); },
      .coupon = [&](const auto& entry, const auto& where) { load_coupon(entry, where); }};
  FixtureLoaders builtin = loaders;
  builtin.model = [&](const auto& entry, const auto& where) {
    if (options.triggers || !is_test_model(entry)) load_model_with_faults(entry, where);
  };
  load_fixture_text(builtin_tiers_json, "built-in tiers", loaders);
  load_fixture_text(builtin_models_json, "built-in models", builtin);
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
                         .start = {.tier = &tiers_.at(options.tier, "tier"),
                                   .balance = starting_balance(options.balance_usd),
                                   .credit_lasts = parse_credit_expiry(options.credit_expiry)}});
  services_.accounts = accounts_.get();
  for (const auto& [entry, where] : accounts) {
    load_account(*accounts_, fault_rules_, entry, where, "fixtures", clock_->now());
  }
  need(fault_rules_.add(nullptr, std::move(faults), "fixtures", clock_->now()), "fixtures");
}

void MockCore::load_coupon(const nlohmann::json& entry, const std::string& where) {
  JsonReader in(entry, where);
  const Coupon coupon = read_coupon(in, clock_->now());
  in.done();
  if (const auto problem = coupons_.add(coupon)) in.complain("code", problem->message);
}

void MockCore::load_model_with_faults(const nlohmann::json& entry, const std::string& where) {
  Model model = load_model(entry, where);
  const auto faults = entry.find("faults");
  fault_rules_.set_model_rules(model.id, faults == entry.end() ? nullptr : &*faults,
                               where + " \"" + model.id + "\"", clock_->now());
  catalogue_.put(std::move(model));
}

void MockCore::start_scenario(const Options& options) {
  scenarios_ = std::make_unique<Scenarios>(options.scenarios, fault_rules_);
  scenario_runner_ = std::make_unique<ScenarioRunner>(
      ScenarioRunner::Parts{*store_, *accounts_, fault_rules_, *snapshots_, *clock_}, *scenarios_);
  services_.scenarios = scenario_runner_.get();
  if (options.scenario.empty()) return;
  if (const auto problem = scenario_runner_->start(options.scenario, nullptr)) {
    throw ConfigError("scenario: " + problem->message);
  }
}

void MockCore::remember_start() {
  resets_ = std::make_unique<Resets>(Resets::Parts{*store_, *accounts_, webhooks_, fault_rules_,
                                                   nobody_, client_reports_, coupons_, *clock_},
                                     *snapshots_, snapshots_->take(nullptr));
  services_.resets = resets_.get();
  services_.snapshot_store = &snapshot_shelf_;
}

StoredAccount* MockCore::owner_of(std::string_view id) const {
  const auto parsed = parse_prediction_id(id);
  if (!parsed) return nullptr;
  if (const auto task = store_->find_prediction(*parsed))
    return store_->find_account(task->account);
  const auto upload = store_->find_upload(*parsed);
  return upload == nullptr ? nullptr : store_->find_account(upload->account);
}

Duration MockCore::api_delay(const StoredAccount& account, std::uint64_t number) const {
  if (!api_latency_) return Duration::zero();
  return draw(*api_latency_, account.account().draws, RandomStream::api_latency, number);
}

}  // namespace wavespeed_mock
