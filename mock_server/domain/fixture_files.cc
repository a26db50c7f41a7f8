#include "domain/fixture_files.h"

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <system_error>
#include <vector>

#include "base/json_reader.h"
#include "wavespeed_mock/options.h"

namespace wavespeed_mock {
namespace {

namespace fs = std::filesystem;

void load_file(const fs::path& path, const FixtureLoaders& loaders) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  // Copying nothing counts as a failure, but an empty file is one that can be read.
  if (file.peek() != std::ifstream::traits_type::eof()) text << file.rdbuf();
  if (file.fail() || text.fail()) {
    throw ConfigError("cannot read the fixture file " + path.string());
  }
  load_fixture_text(text.view(), path.string(), loaders);
}

std::vector<fs::path> json_files(const fs::path& folder) {
  std::error_code error;
  std::vector<fs::path> files;
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
    if (it->path().extension() == ".json") files.push_back(it->path());
  }
  if (error)
    throw ConfigError("cannot read the fixture folder " + folder.string() + ": " + error.message());
  if (files.empty())
    throw ConfigError("the fixture folder " + folder.string() + " has no *.json file");
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

void load_fixture_text(std::string_view text, const std::string& where,
                       const FixtureLoaders& loaders) {
  const nlohmann::json parsed = parse_config_json(text, where);
  JsonReader in(parsed, where);
  in.each("tiers", loaders.tier);
  in.each("models", loaders.model);
  in.each("accounts", loaders.account);
  in.done();
}

void load_fixtures(const fs::path& path, const FixtureLoaders& loaders) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (!fs::exists(status)) throw ConfigError("there is no fixture file or folder " + path.string());
  if (!fs::is_directory(status)) return load_file(path, loaders);
  for (const fs::path& file : json_files(path)) load_file(file, loaders);
}

}  // namespace wavespeed_mock
