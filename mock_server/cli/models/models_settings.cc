#include "cli/models/models_settings.h"

#include "cli/arguments/option_values.h"

namespace wavespeed_mock::cli {

std::vector<Option> models_options(ModelsSettings& to) {
  return {
      {.name = "models",
       .placeholder = "FILE",
       .help = "list, show, price: also the models of this file, as `serve --models`; may be "
               "repeated",
       .value = paths_value(to.models, "paths of files")},
      {.name = "fixtures",
       .placeholder = "PATH",
       .help =
           "list, show, price: also the models of these fixtures, as `serve --fixtures`; may be "
           "repeated",
       .value = paths_value(to.fixtures, "paths of JSON files, or of folders of them")},
      {.name = "type",
       .placeholder = "TYPE",
       .help = "list: only models of this type, such as text-to-image",
       .value = text_value(to.type, "the type of a model, such as text-to-image")},
      {.name = "from",
       .placeholder = "URL",
       .help = "pull: the API that is asked for its catalogue",
       .value = text_value(to.from, "the URL of an API, such as https://api.wavespeed.ai"),
       .is_url = true},
      {.name = "api-key",
       .placeholder = "KEY",
       .help = "pull: the key; without it the variable WAVESPEED_API_KEY of the environment",
       .value = text_value(to.api_key, "an API key")},
      {.name = "ca-file",
       .placeholder = "FILE",
       .help = "pull: trust these certificates (PEM) instead of the system's",
       .value = path_value(to.ca_file, "the path of a file of certificates")},
      {.name = "out",
       .placeholder = "FILE",
       .help = "pull, reduce: the file to write; an earlier one is replaced once the new one is "
               "complete",
       .value = path_value(to.out)},
      {.name = "json",
       .placeholder = "",
       .help = "list, show, price, diff, check: print JSON",
       .value = toggle_value(to.json)},
  };
}

}  // namespace wavespeed_mock::cli
