// All models of a mock, by id or in the order of the list.
//
// Filled at start by one thread, then only read, from any thread. Holds its models: their addresses
// stay as long as the catalogue, unless put() replaces them.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "domain/models/lazy_models.h"
#include "records/model.h"

namespace wavespeed_mock {

class Catalogue {
 public:
  // Without models.
  Catalogue() = default;
  // With `built_in`, which all mocks of a process share. It must outlive this object.
  explicit Catalogue(const LazyModels& built_in) : built_in_(&built_in) {}

  // Adds a model; one with the same id takes its place in the list.
  void put(Model model);
  // The same for one that other catalogues have too.
  void put(std::shared_ptr<const Model> model);

  // Nullptr when there is none. Ids are compared exactly.
  const Model* find(std::string_view id) const;

  // In the order of the list: the built-in models, then the others as they were added.
  std::vector<std::string_view> ids() const;

  // Calls `show` with what clients are shown of each model, in that order.
  void each_listed(const std::function<void(const ModelFacts&)>& show) const;

  // For a "not found" message: "; did you mean …?", or an empty text.
  std::string did_you_mean(std::string_view id) const;

 private:
  const LazyModels* built_in_ = nullptr;                                    // null for none
  std::unordered_map<std::string_view, std::shared_ptr<const Model>> own_;  // keys: the models' own
  std::vector<const Model*> added_;  // of these, the ones that replace no built-in one
};

}  // namespace wavespeed_mock
