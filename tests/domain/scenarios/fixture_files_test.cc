#include "domain/scenarios/fixture_files.h"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "support/domain_builtin.h"
#include "support/domain_error.h"
#include "support/temp_folder.h"

namespace wavespeed_mock::fixture_files_test {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

// Every entry that was read: "<where> = <entry>".
struct Seen {
  FixtureLoaders loaders() {
    const auto note = [this](const json& entry, const std::string& where) {
      entries.push_back(where + " = " + entry.dump());
    };
    return {.model = note, .tier = note, .account = note, .fault = note, .coupon = note};
  }
  std::vector<std::string> entries;
};

std::vector<std::string> entries_of(const fs::path& path) {
  Seen seen;
  load_fixtures(path, seen.loaders());
  return seen.entries;
}

std::string error_of_path(const fs::path& path) {
  return error_of([&] { static_cast<void>(entries_of(path)); });
}

std::string error_of_text(std::string_view text) {
  Seen seen;
  return error_of([&] { load_fixture_text(text, "own.json", seen.loaders()); });
}

TEST(FixtureText, NamesEveryEntry) {
  Seen seen;
  load_fixture_text(R"({"accounts": [5], "models": [1, 2], "tiers": [3, {"a": 4}]})", "own.json",
                    seen.loaders());
  EXPECT_EQ(seen.entries,
            (std::vector<std::string>{"own.json: tiers[0] = 3", R"(own.json: tiers[1] = {"a":4})",
                                      "own.json: models[0] = 1", "own.json: models[1] = 2",
                                      "own.json: accounts[0] = 5"}));
}

TEST(FixtureText, CanHaveNoLists) {
  EXPECT_EQ(error_of_text("{}"), "");
  EXPECT_EQ(error_of_text(R"({"models": [] /* none yet */})"), "");
}

TEST(FixtureText, ExplainsInvalidText) {
  EXPECT_EQ(error_of_text("[]"), "own.json: must be an object, not []");
  EXPECT_EQ(error_of_text(R"({"models": {}})"),
            R"(own.json: field "models": must be a list, not {})");
  EXPECT_EQ(error_of_text(R"({"model": []})"),
            R"(own.json: field "model" is not known; did you mean "models"?)");
  EXPECT_EQ(error_of_text(R"({"models": [], "models": []})"),
            R"(own.json: field "models" appears twice)");
  for (const std::string_view text : {"", "models:\n  - a", "{", R"({"models": [1,]})"}) {
    EXPECT_TRUE(error_of_text(text).starts_with("own.json: is not valid JSON: at line 1, "))
        << text;
  }
}

TEST(FixtureFiles, ReadOneFileOfAnyName) {
  const TempFolder folder;
  const fs::path file = folder.write("fixtures.txt", R"({"tiers": [1]})");
  EXPECT_EQ(entries_of(file), std::vector<std::string>{file.string() + ": tiers[0] = 1"});
}

TEST(FixtureFiles, ReadFilesLargerThanOneBuffer) {
  const TempFolder folder;
  const std::string text(1'000'000, 'x');
  const fs::path file = folder.write("large.json", json{{"tiers", {text}}}.dump());
  EXPECT_EQ(entries_of(file),
            std::vector<std::string>{file.string() + ": tiers[0] = \"" + text + "\""});
}

TEST(FixtureFiles, ReadAFolderInTheOrderOfNames) {
  const TempFolder folder;
  const fs::path second = folder.write("b.json", R"({"tiers": [2]})");
  const fs::path third = folder.write("c.json", R"({"tiers": [3]})");
  const fs::path first = folder.write("10.json", R"({"tiers": [1]})");
  folder.write("a.json.bak", "not read");
  folder.write("README.md", "not read");
  fs::create_directory(folder.path() / "deeper");
  std::ofstream(folder.path() / "deeper" / "d.json") << "not read";
  EXPECT_EQ(entries_of(folder.path()),
            (std::vector<std::string>{first.string() + ": tiers[0] = 1",
                                      second.string() + ": tiers[0] = 2",
                                      third.string() + ": tiers[0] = 3"}));
}

TEST(FixtureFiles, ReportUnreadablePaths) {
  const TempFolder folder;
  const std::string path = folder.path().string();
  EXPECT_EQ(error_of_path(folder.path() / "none.json"),
            "there is no fixture file or folder " + path + "/none.json");
  EXPECT_EQ(error_of_path(folder.path()), "the fixture folder " + path + " has no *.json file");
  EXPECT_TRUE(error_of_path(folder.write("empty.txt", ""))
                  .starts_with(path + "/empty.txt: is not valid JSON: at line 1, column 1: "));

  // A path that can be opened but not read, by any user.
  fs::create_directory(folder.path() / "folder.json");
  EXPECT_EQ(error_of_path(folder.path()),
            "cannot read the fixture file " + path + "/folder.json: Is a directory");
}

TEST(FixtureFiles, ReportFilesThatCannotBeOpened) {
  const TempFolder folder;
  fs::create_symlink("gone", folder.path() / "link.json");
  EXPECT_EQ(error_of_path(folder.path()), "cannot read the fixture file " + folder.path().string() +
                                              "/link.json: No such file or directory");
}

TEST(FixtureFiles, InTheSourceTreeAreValid) {
  BuiltIn built_in;
  EXPECT_EQ(error_of([&] { load_fixtures(fixture_path("examples"), built_in.loaders()); }), "");
  EXPECT_NE(built_in.catalogue.find("acme/product-shot"), nullptr);
  EXPECT_EQ(built_in.tiers.at("partner", "test").images_per_minute, 60U);
}

}  // namespace
}  // namespace wavespeed_mock::fixture_files_test
