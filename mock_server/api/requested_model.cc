#include "api/requested_model.h"

#include "api/unknown_model.h"

namespace wavespeed_mock {

Outcome<const Model*> requested_model(const ApiContext& context, std::string_view id) {
  const Model* model = context.catalogue.find(id);
  if (model == nullptr && context.guessed_models != nullptr) {
    model = context.guessed_models->model(id);
  }
  if (model == nullptr) return unknown_model(context.catalogue, id);
  return model;
}

}  // namespace wavespeed_mock
