#include "api/unknown_model.h"

#include <string>

#include "base/text/quoting.h"

namespace wavespeed_mock {

ApiError unknown_model(const Catalogue& catalogue, std::string_view model_id) {
  return {
      .http = 404,
      .code = 404,
      .message =
          "model \"" + shortened(model_id) + "\" not found" + catalogue.did_you_mean(model_id),
      .reason =
          "the mock's catalogue does not have it: `wavespeed-mock models pull` fetches the live "
          "one for --models, --fixtures adds models of your own, --unknown-models accept "
          "takes any id"};
}

}  // namespace wavespeed_mock
