#include "app/fixtures.h"

#include <memory>
#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>

#include "base/text/json_reader.h"
#include "base/text/quoting.h"
#include "domain/models/builtin_models.h"
#include "domain/models/catalogue_file.h"
#include "domain/models/model_loader.h"
#include "domain/scenarios/account_loader.h"
#include "domain/scenarios/fixture_files.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock {

// The files of fixtures/ as they were when the library was built.
extern const std::string_view builtin_test_models_json;
extern const std::string_view builtin_tiers_json;

namespace {

struct ModelWithFaults {
  std::shared_ptr<const Model> model;
  std::vector<ActiveRule::Content> faults{};
};

ModelWithFaults read_model(const FaultRules& rules, const nlohmann::json& entry,
                           const std::string& where) {
  auto model = std::make_shared<const Model>(load_model(entry, where));
  ModelWithFaults read{.model = model};
  if (const auto faults = entry.find("faults"); faults != entry.end()) {
    read.faults = rules.read_model_rules(model->id, *faults, where + ' ' + text_quote(model->id));
  }
  return read;
}

// The models mock/…, which the service does not have. Read at the first call and then shared by all
// mocks: reading them takes longer than all else that a mock does at its start.
// `rules` knows the same routes in every mock.
const std::vector<ModelWithFaults>& builtin_test_models(const FaultRules& rules) {
  static const std::vector<ModelWithFaults> models = [&] {
    std::vector<ModelWithFaults> read;
    load_fixture_text(builtin_test_models_json, "built-in test models",
                      {.model = [&](const auto& entry, const auto& where) {
                        read.push_back(read_model(rules, entry, where));
                      }});
    return read;
  }();
  return models;
}

// The same.
const Tiers& builtin_tiers() {
  static const Tiers tiers = [] {
    Tiers read;
    load_fixture_text(
        builtin_tiers_json, "built-in tiers",
        {.tier = [&](const auto& entry, const auto& where) { read.load(entry, where); }});
    return read;
  }();
  return tiers;
}

}  // namespace

struct Fixtures::AccountEntry {
  nlohmann::json json;
  std::string where;
};

Fixtures::Fixtures(const Options& options, const Targets& targets)
    : targets_(targets), catalogue_(builtin_models()), tiers_(builtin_tiers()) {
  const auto one_by_one = [this](const EntryLoader& load) -> EntryLoader {
    return [this, load](const nlohmann::json& entry, const std::string& where) {
      read_part([&] { load(entry, where); });
    };
  };
  const auto put = [this](const ModelWithFaults& added) {
    targets_.fault_rules.set_model_rules(added.model->id, added.faults, targets_.clock.now());
    catalogue_.put(added.model);
  };
  const FixtureLoaders loaders{
      .model = one_by_one([&](const auto& entry, const auto& where) {
        put(read_model(targets_.fault_rules, entry, where));
      }),
      .tier = one_by_one([&](const auto& entry, const auto& where) { tiers_.load(entry, where); }),
      .account =
          [&](const auto& entry, const auto& where) {
            accounts_.push_back({entry, where});
          },
      .fault = one_by_one([&](const auto& entry, const auto& where) {
        faults_.push_back(targets_.fault_rules.read(entry, where));
      }),
      .coupon =
          one_by_one([&](const auto& entry, const auto& where) { load_coupon(entry, where); })};
  if (options.triggers) {
    for (const ModelWithFaults& model : builtin_test_models(targets_.fault_rules)) put(model);
  }
  for (const auto& path : options.models) {
    read_part([&] { load_catalogue_file(path); });
  }
  for (const auto& path : options.fixtures) {
    read_part([&] { load_fixtures(path, loaders); });
  }
  for (std::size_t i = 0; i < options.fixture_texts.size(); ++i) {
    load_fixture_text(options.fixture_texts[i], "fixture_texts[" + std::to_string(i) + "]",
                      loaders);
  }
}

Fixtures::~Fixtures() = default;

void Fixtures::read_part(const std::function<void()>& read) const {
  if (!targets_.on_problem) return read();
  try {
    read();
  } catch (const ConfigError& problem) {
    targets_.on_problem(problem);
  }
}

void Fixtures::open_accounts(Accounts& accounts) {
  const Timestamp now = targets_.clock.now();
  for (const AccountEntry& entry : std::exchange(accounts_, {})) {
    read_part([&] {
      load_account(accounts, targets_.fault_rules, entry.json, entry.where, "fixtures", now);
    });
  }
  const auto added = targets_.fault_rules.add(nullptr, std::exchange(faults_, {}), "fixtures", now);
  if (!added) throw ConfigError("fixtures: " + added.error().message);
}

void Fixtures::load_catalogue_file(const std::filesystem::path& path) {
  CatalogueFile file = read_catalogue_file(path);
  catalogue_files_.push_back({path, file.models.size(), file.oddities.size()});
  for (Model& model : file.models) catalogue_.put(std::move(model));
}

void Fixtures::load_coupon(const nlohmann::json& entry, const std::string& where) const {
  JsonReader in(entry, where, "coupon");
  const Coupon coupon = read_coupon(in, targets_.clock.now());
  in.done();
  if (const auto problem = targets_.coupons.add(coupon)) in.fail("code", problem->message);
}

}  // namespace wavespeed_mock
