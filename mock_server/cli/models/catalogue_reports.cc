#include "cli/models/catalogue_reports.h"

#include <filesystem>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "base/file/out_file.h"
#include "base/file/text_files.h"
#include "base/text/counted.h"
#include "base/text/json_parser.h"
#include "domain/models/catalogue_diff.h"
#include "domain/models/catalogue_file.h"
#include "domain/models/model_facts_line.h"
#include "domain/models/service_model.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock::cli {
namespace {

using nlohmann::ordered_json;

constexpr std::size_t kMaxShownText = 160;

std::vector<ModelFacts> facts_of(const std::filesystem::path& path) {
  std::vector<ModelFacts> models;
  std::vector<SchemaOddity> ignored;
  each_catalogue_entry(read_text_file(path, "catalogue"), path.string(),
                       [&](const nlohmann::json& entry, const std::string& where) {
                         if (auto facts = read_service_facts(entry, where, ignored)) {
                           models.push_back(*std::move(facts));
                         }
                       });
  if (models.empty()) throw ConfigError(path.string() + ": has no models");
  return models;
}

std::string models_counted(std::size_t count, const std::string& what) {
  return counted(count, "model ", "models ") + what;
}

std::string shortened_value(const std::string& text) {
  if (text.empty()) return "(none)";
  if (text.size() <= kMaxShownText) return text;
  std::size_t end = kMaxShownText;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
  return text.substr(0, end) + "…";
}

std::string to_text(const CatalogueDiff& diff) {
  if (diff.empty()) return "no differences\n";
  std::string text;
  const auto list = [&](const std::vector<ModelFacts>& models, const std::string& what, char sign) {
    if (models.empty()) return;
    text += models_counted(models.size(), what) + ":\n";
    for (const ModelFacts& model : models) {
      text += std::string("  ") + sign + ' ' + model.id + "  " + model.type + "  $" +
              to_decimal(model.unit_price) + (model.formula.empty() ? "" : " *") + '\n';
    }
  };
  list(diff.added, "new", '+');
  list(diff.removed, "gone", '-');
  if (!diff.changed.empty()) text += models_counted(diff.changed.size(), "changed") + ":\n";
  for (const ChangedModel& model : diff.changed) {
    text += "  ~ " + model.id + '\n';
    for (const ModelChange& change : model.changes) {
      if (change.before.empty()) {
        text += "      " + change.what + " is new: " + shortened_value(change.after) + '\n';
      } else if (change.after.empty()) {
        text += "      " + change.what + " is gone: " + shortened_value(change.before) + '\n';
      } else {
        text += "      " + change.what + ": " + shortened_value(change.before) + "\n        now " +
                shortened_value(change.after) + '\n';
      }
    }
  }
  return text;
}

ordered_json to_json(const std::vector<ModelFacts>& models) {
  ordered_json list = ordered_json::array();
  for (const ModelFacts& model : models) {
    list.push_back({{"model_id", model.id},
                    {"type", model.type},
                    {"base_price", model.unit_price.usd()},
                    {"formula", model.formula}});
  }
  return list;
}

std::string to_json(const CatalogueDiff& diff) {
  ordered_json changed = ordered_json::array();
  for (const ChangedModel& model : diff.changed) {
    ordered_json changes = ordered_json::array();
    for (const ModelChange& change : model.changes) {
      changes.push_back(
          {{"what", change.what}, {"before", change.before}, {"after", change.after}});
    }
    changed.push_back({{"model_id", model.id}, {"changes", std::move(changes)}});
  }
  const ordered_json report = {{"new", to_json(diff.added)},
                               {"gone", to_json(diff.removed)},
                               {"changed", std::move(changed)}};
  return report.dump(2) + '\n';
}

}  // namespace

int compare_catalogues(const ModelsSettings& settings) {
  const CatalogueDiff diff =
      diff_catalogues(facts_of(settings.operands[0]), facts_of(settings.operands[1]));
  std::cout << (settings.json ? to_json(diff) : to_text(diff));
  return diff.empty() ? 0 : 1;
}

int check_catalogues(const ModelsSettings& settings) {
  ordered_json report = ordered_json::array();
  std::size_t models = 0;
  std::size_t oddities = 0;
  for (const std::string& path : settings.operands) {
    const CatalogueFile file = read_catalogue_file(path);
    models += file.models.size();
    oddities += file.oddities.size();
    ordered_json list = ordered_json::array();
    for (const SchemaOddity& oddity : file.oddities) {
      if (!settings.json) std::cout << oddity.where << ": " << oddity.what << '\n';
      list.push_back({{"where", oddity.where}, {"what", oddity.what}});
    }
    report.push_back(
        {{"file", path}, {"models", file.models.size()}, {"oddities", std::move(list)}});
  }
  if (settings.json) {
    std::cout << report.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) << '\n';
  } else {
    std::cout << models_counted(models, models == 1 ? "loads, " : "load, ") << oddities
              << (oddities == 1 ? " oddity" : " oddities") << '\n';
  }
  return oddities == 0 ? 0 : 1;
}

int reduce_catalogue(const ModelsSettings& settings) {
  if (!settings.out)
    throw ConfigError("models reduce: option --out: is missing; it must be the path of a file");
  std::string text;
  for (const ModelFacts& model : facts_of(settings.operands[0])) text += facts_line(model) + '\n';
  replace_file(*settings.out, text, "the reduced catalogue");
  std::cout << "wrote " << settings.out->string() << '\n';
  return 0;
}

}  // namespace wavespeed_mock::cli
