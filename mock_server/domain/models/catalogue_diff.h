// The differences between two catalogues: which models are new, gone or changed.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "records/model.h"

namespace wavespeed_mock {

// One thing that differs: "base_price", "type", "formula", "input \"duration\"". An empty text
// means that one side does not have it.
struct ModelChange {
  std::string what;
  std::string before;
  std::string after;
};

struct ChangedModel {
  std::string id;
  std::vector<ModelChange> changes;
};

struct CatalogueDiff {
  std::vector<ModelFacts> added;
  std::vector<ModelFacts> removed;
  std::vector<ChangedModel> changed;

  bool empty() const { return added.empty() && removed.empty() && changed.empty(); }
};

// Each list in the order of `after`, or of `before` for the removed ones. What decides prices and
// valid inputs is compared, descriptions and other texts for people are not.
CatalogueDiff diff_catalogues(const std::vector<ModelFacts>& before,
                              const std::vector<ModelFacts>& after);

}  // namespace wavespeed_mock
