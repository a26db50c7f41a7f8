#include "app/mock_core.h"

#include <utility>

#include "app/mock_clock.h"
#include "app/option_texts.h"
#include "app/request_metric_rows.h"
#include "app/route_table.h"
#include "domain/accounts/account_options.h"
#include "domain/billing/ledger.h"
#include "domain/journal/journal_limits.h"
#include "store/memory_store.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock {
namespace {

std::unique_ptr<BlobStore> make_blobs(const Options& options) {
  auto memory = make_memory_blobs(options.media_memory);
  if (!options.media_dir) return memory;
  return make_spilling_blobs(std::move(memory), make_directory_blobs(*options.media_dir));
}

const Options& checked(const Options& options) {
  check_option_values(options);
  return options;
}

ApiRules api_rules(const Options& options) {
  return {.over_limit = options.over_limit,
          .limit_results = options.limit_results,
          .sync_wait = {.longest = options.sync_wait,
                        .timeout_status = static_cast<int>(options.sync_timeout_status)},
          .media_seconds = std::chrono::duration<double>(options.media_duration).count(),
          .retention = options.retention,
          .unknown_inputs = options.unknown_inputs,
          .webhook_private = options.webhook_private,
          .webhook_refund = options.webhook_refund,
          .output_names = options.output_names};
}

std::unique_ptr<GuessedModels> make_guessed_models(const Options& options) {
  if (options.unknown_models == UnknownModels::refuse) return nullptr;
  return std::make_unique<GuessedModels>(options.unknown_model_price);
}

std::unique_ptr<ClientContract> make_client_contract(const Options& options,
                                                     const Catalogue& catalogue,
                                                     ClientReports& reports) {
  if (!options.strict) return nullptr;
  return std::make_unique<ClientContract>(ContractDocument::builtin(), catalogue, reports);
}

std::unique_ptr<Replay> make_replay(const Options& options) {
  if (!options.replay) return nullptr;
  return std::make_unique<Replay>(read_transcript(*options.replay));
}

}  // namespace

MockCore::MockCore(const Options& options, const ProblemSink& on_fixture_problem)
    : clock_(make_clock(checked(options), ClockMode::manual)),
      blobs_(make_blobs(options)),
      store_(make_memory_store(journal_limits(options), options.seed, post_due_entries)),
      latency_(options.latency),
      api_latency_(options.api_latency),
      control_access_(options),
      uploads_(*store_, *blobs_, upload_rules(options)),
      webhooks_(webhook_rules(options)),
      request_metrics_(request_metric_rows()),
      journal_(*store_, service_route_names()),
      fault_rules_(
          {.store = *store_, .routes = service_route_names(), .markers = options.triggers}),
      fixtures_(options, {.fault_rules = fault_rules_,
                          .coupons = coupons_,
                          .clock = *clock_,
                          .on_problem = on_fixture_problem}),
      accounts_(*store_, fixtures_.catalogue(), fixtures_.tiers(),
                account_defaults(options, fixtures_.tiers())),
      guessed_models_(make_guessed_models(options)),
      model_list_(fixtures_.catalogue()),
      replay_(make_replay(options)),
      state_kinds_({.clock = *clock_,
                    .store = *store_,
                    .accounts = accounts_,
                    .webhooks = webhooks_,
                    .fault_rules = fault_rules_,
                    .coupons = coupons_,
                    .client_reports = client_reports_,
                    .running_scenarios = running_scenarios_,
                    .replay = replay_.get()}),
      snapshots_(state_kinds_, *store_, accounts_, *clock_),
      scenarios_(options.scenarios, fault_rules_, accounts_),
      scenario_runner_({*store_, accounts_, fault_rules_, snapshots_, *clock_, running_scenarios_},
                       scenarios_),
      resets_(state_kinds_, *store_, accounts_, begin(options)),
      client_contract_(make_client_contract(options, fixtures_.catalogue(), client_reports_)),
      waits_as_recorded_(options.replay_timing == ReplayTiming::recorded),
      api_{.store = *store_,
           .catalogue = fixtures_.catalogue(),
           .guessed_models = guessed_models_.get(),
           .latency = latency_,
           .uploads = uploads_,
           .webhooks = webhooks_,
           .model_list = model_list_,
           .clock = *clock_,
           .rules = api_rules(options)},
      control_{.store = *store_,
               .accounts = accounts_,
               .coupons = coupons_,
               .fault_rules = fault_rules_,
               .journal = journal_,
               .webhooks = webhooks_,
               .clock = *clock_,
               .request_metrics = request_metrics_,
               .client_reports = client_reports_,
               .scenarios = scenario_runner_,
               .snapshots = snapshots_,
               .snapshot_store = snapshot_store_,
               .resets = resets_,
               .retention = api_.rules.retention,
               .strict = options.strict} {}

Snapshot MockCore::begin(const Options& options) {
  fixtures_.open_accounts(accounts_);
  if (!options.scenario.empty()) {
    if (const auto problem = scenario_runner_.start(options.scenario, nullptr)) {
      throw ConfigError("scenario: " + problem->message);
    }
  }
  return snapshots_.take(nullptr);
}

Duration MockCore::api_delay(const StoredAccount& account, std::uint64_t number) const {
  if (!api_latency_) return Duration::zero();
  return draw(*api_latency_, account.account().draws, RandomStream::api_latency, number);
}

}  // namespace wavespeed_mock
