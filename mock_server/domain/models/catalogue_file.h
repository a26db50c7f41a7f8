// Reads files that have what GET /api/v3/models of the service answers.
#pragma once

#include <filesystem>
#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "domain/models/input_schema_loader.h"
#include "records/model.h"

namespace wavespeed_mock {

// Calls `entry` with each model's entry and its name in messages: "models.json: data[3]", or
// "models.jsonl: line 4". `text` is the answer as it is ({"code": 200, "data": […]}), its list
// alone, or one entry a line. Throws ConfigError, naming `where`, when it is none of these.
void each_catalogue_entry(
    std::string_view text, const std::string& where,
    const std::function<void(const nlohmann::json&, const std::string& where)>& entry);

struct CatalogueFile {
  std::vector<Model> models;
  // What is odd in entries and their schemas, in the order of the file.
  std::vector<SchemaOddity> oddities;
};

// Throws ConfigError when the file cannot be read, or has no models.
CatalogueFile read_catalogue_file(const std::filesystem::path& path);

}  // namespace wavespeed_mock
