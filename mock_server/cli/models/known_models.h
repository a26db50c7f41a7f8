// The models that a mock knows, for the options of a command line.
//
// Belongs to one run of a command; one thread.
#pragma once

#include <memory>
#include <string>

#include "cli/models/models_settings.h"
#include "domain/models/catalogue.h"

namespace wavespeed_mock {
class MockCore;
}

namespace wavespeed_mock::cli {

class KnownModels {
 public:
  // Throws ConfigError for a wrong file.
  explicit KnownModels(const ModelsSettings& settings);
  ~KnownModels();
  KnownModels(const KnownModels&) = delete;
  KnownModels& operator=(const KnownModels&) = delete;

  const Catalogue& catalogue() const;

  // Throws ConfigError, which names near ids, when there is none.
  const Model& model(const std::string& id) const;

 private:
  const std::unique_ptr<const MockCore> core_;
};

}  // namespace wavespeed_mock::cli
