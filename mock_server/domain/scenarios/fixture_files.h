// Reads the fixture files that it finds: JSON objects with any of the lists "models", "tiers",
// "accounts", "faults", "coupons".
#pragma once

#include <filesystem>
#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

namespace wavespeed_mock {

// What is called with each entry of a list and its name in errors.
using EntryLoader = std::function<void(const nlohmann::json& entry, const std::string& where)>;

struct FixtureLoaders {
  EntryLoader model;
  EntryLoader tier;
  EntryLoader account;
  EntryLoader fault;
  EntryLoader coupon{};
};

// Reads one fixture file's text. Throws ConfigError for what is not right in it, naming `where`.
void load_fixture_text(std::string_view text, const std::string& where,
                       const FixtureLoaders& loaders);

// Reads a file, or all *.json files of a folder in the order of their names. Throws ConfigError,
// also when the path cannot be read or the folder has no such file.
void load_fixtures(const std::filesystem::path& path, const FixtureLoaders& loaders);

}  // namespace wavespeed_mock
