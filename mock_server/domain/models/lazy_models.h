// Models that are kept as text until their first use: a mock knows a thousand, a test uses one.
//
// Any thread may call any function.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "records/model.h"

namespace wavespeed_mock {

class LazyModels {
 public:
  // `lines` has one entry of GET /api/v3/models a line, each of which begins with its "model_id";
  // it must outlive this object. `name` names it in errors.
  LazyModels(std::string_view lines, std::string_view name);
  ~LazyModels();
  LazyModels(const LazyModels&) = delete;
  LazyModels& operator=(const LazyModels&) = delete;

  // In the order of the lines.
  const std::vector<std::string_view>& ids() const { return ids_; }
  bool has(std::string_view id) const { return places_.contains(id); }

  // Nullptr when there is none. The address stays as long as this object. Throws std::logic_error
  // for an entry that is not a model.
  const Model* find(std::string_view id) const;

  // Reads what the catalogue shows of the model, without compiling it.
  ModelFacts facts(std::string_view id) const;

 private:
  const Model* compile(std::size_t place) const;

  const std::string_view name_;
  std::vector<std::string_view> ids_;
  std::vector<std::string_view> lines_;
  std::unordered_map<std::string_view, std::size_t> places_;
  // Null until the first use.
  mutable std::vector<std::atomic<const Model*>> compiled_;
  mutable std::mutex compiling_;
  mutable std::vector<std::unique_ptr<const Model>> owned_;
};

}  // namespace wavespeed_mock
