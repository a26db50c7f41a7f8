#include "api/quoted_price.h"

#include "api/own_file_durations.h"

namespace wavespeed_mock {

Price quoted_price(const ApiContext& context, const Call& call, const Model& model,
                   const nlohmann::json& inputs) {
  const RequestFileDurations own_files({context.store, context.uploads, context.rules.retention},
                                       call.request, call.now);
  return price_of(model, inputs,
                  {.own_files = &own_files, .otherwise = context.rules.media_seconds});
}

}  // namespace wavespeed_mock
