#include "domain/models/catalogue.h"

#include <algorithm>

#include "base/text/nearest.h"

namespace wavespeed_mock {

void Catalogue::put(Model model) {
  put(std::make_shared<const Model>(std::move(model)));
}

void Catalogue::put(std::shared_ptr<const Model> added) {
  const auto known = by_id_.find(added->id);
  if (known == by_id_.end()) {
    listed_.push_back(added.get());
  } else {
    std::replace(listed_.begin(), listed_.end(), known->second.get(), added.get());
    by_id_.erase(known);
  }
  const std::string_view id = added->id;
  by_id_.emplace(id, std::move(added));
}

const Model* Catalogue::find(std::string_view id) const {
  const auto it = by_id_.find(id);
  return it == by_id_.end() ? nullptr : it->second.get();
}

std::string Catalogue::did_you_mean(std::string_view id) const {
  constexpr std::size_t kMax = 3;
  std::vector<std::string_view> ids;
  ids.reserve(listed_.size());
  for (const Model* model : listed_) ids.push_back(model->id);
  return wavespeed_mock::did_you_mean(id, ids, kMax);
}

}  // namespace wavespeed_mock
