// The fixtures that every mock starts with, read from the source tree.
#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

#include "domain/accounts/tiers.h"
#include "domain/models/builtin_models.h"
#include "domain/models/catalogue.h"
#include "domain/models/model_loader.h"
#include "domain/scenarios/fixture_files.h"

namespace wavespeed_mock {

inline std::filesystem::path fixture_path(const char* name) {
  return std::filesystem::path(WAVESPEED_MOCK_SOURCE_DIR) / "fixtures" / name;
}

// The models and tiers of a mock without options.
struct BuiltIn {
  BuiltIn() {
    load_fixtures(fixture_path("tiers.json"), loaders());
    load_fixtures(fixture_path("test_models.json"), loaders());
  }

  // Loaders that add to these models and tiers, and ignore accounts and faults.
  FixtureLoaders loaders() {
    return {.model = [this](const auto& entry,
                            const auto& where) { catalogue.put(load_model(entry, where)); },
            .tier = [this](const auto& entry, const auto& where) { tiers.load(entry, where); },
            .account = [](const auto&, const auto&) {},
            .fault = [](const auto&, const auto&) {}};
  }

  Catalogue catalogue{builtin_models()};
  Tiers tiers;
};

// In the order of the list.
inline std::vector<const Model*> all_models(const Catalogue& catalogue) {
  std::vector<const Model*> models;
  for (const std::string_view id : catalogue.ids()) models.push_back(catalogue.find(id));
  return models;
}

}  // namespace wavespeed_mock
