// All models of a mock, by id or in the order of the list.
//
// Filled at start by one thread, then only read, from any thread. Holds its models: their addresses
// stay as long as the catalogue, unless put() replaces them.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "records/model.h"

namespace wavespeed_mock {

class Catalogue {
 public:
  // Adds a model; one with the same id takes its place in the list.
  void put(Model model);
  // The same for one that other catalogues have too.
  void put(std::shared_ptr<const Model> model);

  // Nullptr when there is none. Ids are compared exactly.
  const Model* find(std::string_view id) const;

  const std::vector<const Model*>& models() const { return listed_; }

  // For a "not found" message: "; did you mean …?", or an empty text.
  std::string did_you_mean(std::string_view id) const;

 private:
  std::unordered_map<std::string_view, std::shared_ptr<const Model>>
      by_id_;  // keys: the models' own
  std::vector<const Model*> listed_;
};

}  // namespace wavespeed_mock
