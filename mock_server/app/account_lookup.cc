#include "app/account_lookup.h"

#include <nlohmann/json.hpp>

namespace wavespeed_mock {

void read_json(std::string_view json, const std::string& what,
               const std::function<void(JsonReader&)>& read) {
  try {
    const nlohmann::json value = parse_config_json(json, what);
    JsonReader in(value, what);
    read(in);
    in.done();
  } catch (const ConfigError& wrong) {
    throw AccountError(400, wrong.what());
  }
}

}  // namespace wavespeed_mock
