#include "api/unknown_model.h"

#include <string>

#include "base/text/quoting.h"

namespace wavespeed_mock {

ApiError unknown_model(const Catalogue& catalogue, std::string_view model_id) {
  return {.http = 404,
          .code = 404,
          .message =
              "model \"" + shortened(model_id) + "\" not found" + catalogue.did_you_mean(model_id),
          .reason = "the mock's catalogue does not have it; add it with --fixtures"};
}

}  // namespace wavespeed_mock
