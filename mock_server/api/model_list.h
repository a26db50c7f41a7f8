// GET /api/v3/models: the whole catalogue.
// Clients choose models and build forms from it.
#pragma once

#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "api/api_context.h"
#include "api/call.h"
#include "base/value/api_error.h"

namespace wavespeed_mock {

// The answer, written at the first request: only the address of the mock differs between clients.
// Any thread may render it.
class ModelList {
 public:
  // The catalogue must outlive this object, and no longer change when it is rendered first.
  explicit ModelList(const Catalogue& catalogue) : catalogue_(catalogue) {}

  // The envelope with all models in the catalogue's order, with `base_url` as their server.
  std::string render(std::string_view base_url) const;

 private:
  void write() const;

  const Catalogue& catalogue_;
  mutable std::once_flag written_;
  mutable std::vector<std::string> pieces_;  // the base URL is between each two
  mutable std::size_t size_ = 0;             // of all pieces together, in bytes
};

// Takes no parameters: what is in the query is ignored.
Outcome<Response> get_models(const ApiContext& context, const Call& call);

}  // namespace wavespeed_mock
