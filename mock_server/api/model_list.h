// GET /api/v3/models: the whole catalogue, as clients choose models and build forms from it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "api/api_context.h"
#include "api/call.h"
#include "base/value/api_error.h"

namespace wavespeed_mock {

// The answer, written once: only the address of the mock differs between clients. Immutable after
// construction; any thread may render it.
class ModelList {
 public:
  ModelList() = default;
  explicit ModelList(const Catalogue& catalogue);

  // The envelope with all models in the catalogue's order, with `base_url` as their server.
  std::string render(std::string_view base_url) const;

 private:
  std::vector<std::string> pieces_;  // the base URL stands between each two
  std::size_t size_ = 0;             // of all pieces together, in bytes
};

// Takes no parameters: what is in the query is ignored.
Outcome<Response> get_models(const ApiContext& context, const Call& call);

}  // namespace wavespeed_mock
