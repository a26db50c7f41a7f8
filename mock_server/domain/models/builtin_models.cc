#include "domain/models/builtin_models.h"

namespace wavespeed_mock {

// fixtures/catalogue.jsonl as it was when the library was built.
extern const std::string_view builtin_catalogue_jsonl;

const LazyModels& builtin_models() {
  static const LazyModels models(builtin_catalogue_jsonl, "built-in catalogue");
  return models;
}

}  // namespace wavespeed_mock
