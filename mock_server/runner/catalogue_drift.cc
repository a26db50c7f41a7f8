#include "runner/catalogue_drift.h"

#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <utility>

#include "base/text/quoting.h"
#include "domain/models/builtin_models.h"
#include "domain/models/catalogue_diff.h"
#include "domain/models/catalogue_file.h"
#include "domain/models/service_model.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock {
namespace {

// The models of an answer. Those with a field that is missing or wrong are in `unreadable`: the
// comparison of the answers reports that.
struct ListedModels {
  std::vector<ModelFacts> models;
  std::set<std::string> unreadable;
};

ListedModels models_in(std::string_view answer) {
  ListedModels listed;
  const auto read = [&](const nlohmann::json& entry, const std::string& where) {
    std::vector<SchemaOddity> oddities;
    auto facts = read_service_facts(entry, where, oddities);
    if (!facts) return;
    if (!oddities.empty() || !entry.contains("formula")) listed.unreadable.insert(facts->id);
    listed.models.push_back(*std::move(facts));
  };
  try {
    each_catalogue_entry(answer, "answer", read);
  } catch (const ConfigError&) {
    return {};
  }
  return listed;
}

void leave_out(std::vector<ModelFacts>& models, const std::set<std::string>& ids) {
  std::erase_if(models, [&](const ModelFacts& model) { return ids.contains(model.id); });
}

bool is_only_ours(const ModelFacts& model) {
  if (model.id.starts_with("mock/") || model.id.starts_with("mock-")) return true;
  const LazyModels& built_in = builtin_models();
  return built_in.has(model.id) && built_in.facts(model.id).is_older;
}

std::string described(const ModelFacts& model) {
  return model.type + ", $" + to_decimal(model.unit_price);
}

DriftFinding finding(DriftFinding::Kind kind, const std::string& id, std::string mock,
                     std::string live) {
  return {.kind = kind,
          .outdated = DriftFinding::Outdated::mock,
          .operation = "listModels",
          .path = "data[" + text_quote(id) + "]",
          .documented = "",
          .mock = std::move(mock),
          .live = std::move(live),
          .fix_in = {"fixtures/catalogue.jsonl"}};
}

std::string listed(const ChangedModel& model, std::string ModelChange::*side) {
  std::string text;
  for (const ModelChange& change : model.changes) {
    const std::string& value = change.*side;
    text += (text.empty() ? "" : "; ") + change.what + ' ' +
            (value.empty() ? "(none)" : shortened(value));
  }
  return text;
}

}  // namespace

std::vector<DriftFinding> compare_catalogues(std::string_view mock, std::string_view live) {
  std::vector<DriftFinding> findings;
  ListedModels ours = models_in(mock);
  ListedModels theirs = models_in(live);
  if (theirs.models.empty()) return findings;
  for (std::vector<ModelFacts>* const models : {&ours.models, &theirs.models}) {
    leave_out(*models, ours.unreadable);
    leave_out(*models, theirs.unreadable);
  }
  const CatalogueDiff diff = diff_catalogues(ours.models, theirs.models);
  const auto add = [&](DriftFinding found) {
    if (findings.size() < kMaxCatalogueFindings) findings.push_back(std::move(found));
  };
  for (const ModelFacts& model : diff.added) {
    add(finding(DriftFinding::Kind::added, model.id, "(not there)", described(model)));
  }
  for (const ModelFacts& model : diff.removed) {
    if (is_only_ours(model)) continue;
    add(finding(DriftFinding::Kind::missing, model.id, described(model), "(not there)"));
  }
  for (const ChangedModel& model : diff.changed) {
    add(finding(DriftFinding::Kind::value, model.id, listed(model, &ModelChange::before),
                listed(model, &ModelChange::after)));
  }
  return findings;
}

}  // namespace wavespeed_mock
