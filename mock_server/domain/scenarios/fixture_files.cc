#include "domain/scenarios/fixture_files.h"

#include <nlohmann/json.hpp>

#include "base/file/text_files.h"
#include "base/text/json_reader.h"

namespace wavespeed_mock {

void load_fixture_text(std::string_view text, const std::string& where,
                       const FixtureLoaders& loaders) {
  const nlohmann::json parsed = parse_config_json(text, where);
  JsonReader in(parsed, where, "fixture file");
  in.text("$schema", "");  // for editors
  in.each("tiers", loaders.tier);
  in.each("models", loaders.model);
  in.each("accounts", loaders.account);
  in.each("faults", loaders.fault);
  in.each("coupons", loaders.coupon);
  in.done();
}

void load_fixtures(const std::filesystem::path& path, const FixtureLoaders& loaders) {
  for (const auto& file : json_files_at(path, "fixture")) {
    load_fixture_text(read_text_file(file, "fixture"), file.string(), loaders);
  }
}

}  // namespace wavespeed_mock
