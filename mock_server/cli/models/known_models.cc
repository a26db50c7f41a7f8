#include "cli/models/known_models.h"

#include "app/mock_core.h"
#include "base/text/quoting.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock::cli {
namespace {

Options options_of(const ModelsSettings& settings) {
  Options options;
  options.models = settings.models;
  options.fixtures = settings.fixtures;
  return options;
}

}  // namespace

KnownModels::KnownModels(const ModelsSettings& settings)
    : core_(std::make_unique<const MockCore>(options_of(settings))) {}

KnownModels::~KnownModels() = default;

const Catalogue& KnownModels::catalogue() const {
  return core_->catalogue();
}

const Model& KnownModels::model(const std::string& id) const {
  const Model* const model = catalogue().find(id);
  if (model != nullptr) return *model;
  throw ConfigError("the mock has no model " + text_quote(id) +
                    ": `wavespeed-mock models list` lists all, --models adds those of a file" +
                    catalogue().did_you_mean(id));
}

}  // namespace wavespeed_mock::cli
