#include "domain/models/catalogue.h"

#include <algorithm>
#include <utility>

#include "base/text/nearest.h"

namespace wavespeed_mock {

void Catalogue::put(Model model) {
  put(std::make_shared<const Model>(std::move(model)));
}

void Catalogue::put(std::shared_ptr<const Model> added) {
  const auto known = own_.find(added->id);
  if (known != own_.end()) {
    std::replace(added_.begin(), added_.end(), known->second.get(), added.get());
    own_.erase(known);
  } else if (built_in_ == nullptr || !built_in_->has(added->id)) {
    added_.push_back(added.get());
  }
  const std::string_view id = added->id;
  own_.emplace(id, std::move(added));
}

const Model* Catalogue::find(std::string_view id) const {
  if (const auto it = own_.find(id); it != own_.end()) return it->second.get();
  return built_in_ == nullptr ? nullptr : built_in_->find(id);
}

std::vector<std::string_view> Catalogue::ids() const {
  std::vector<std::string_view> ids;
  if (built_in_ != nullptr) ids = built_in_->ids();
  for (const Model* model : added_) ids.push_back(model->id);
  return ids;
}

void Catalogue::each_listed(const std::function<void(const ModelFacts&)>& show) const {
  for (const std::string_view id : ids()) {
    const auto own = own_.find(id);
    if (own != own_.end()) {
      show(*own->second);
    } else {
      show(built_in_->facts(id));
    }
  }
}

std::string Catalogue::did_you_mean(std::string_view id) const {
  constexpr std::size_t kMax = 3;
  return wavespeed_mock::did_you_mean(id, ids(), kMax);
}

}  // namespace wavespeed_mock
