#include "cli/arguments/option.h"

#include <algorithm>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "base/http/web_url.h"
#include "base/text/nearest.h"
#include "base/text/quoting.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock::cli {

std::string flag_name(const Option& option) {
  return "--" + std::string(option.name);
}

void set_option(const Option& option, const RawValue& given, const std::string& where,
                const std::string& shown) {
  if (option.value.set(given)) return;
  const bool has_hint = option.value.hint && given.texts.size() == 1;
  throw ConfigError(where + ": must be " + option.value.expected + ", not " + shown +
                    (has_hint ? option.value.hint(given.texts[0]) : ""));
}

std::string shown_texts(const Option& option, const std::vector<std::string>& texts) {
  if (option.is_secret && texts != std::vector<std::string>{""}) return "this one";
  if (option.is_url && texts.size() == 1) return json_quote(shown_url(texts[0]));
  return json_quote(texts.size() == 1 ? nlohmann::json(texts[0]) : nlohmann::json(texts));
}

std::string environment_key() {
  // No other thread has started. NOLINTNEXTLINE(concurrency-mt-unsafe)
  const char* const key = std::getenv("WAVESPEED_API_KEY");
  return key == nullptr ? "" : key;
}

const Option* nearest_option(std::span<const Option> options, const std::string& flag) {
  std::vector<std::string> flags;
  for (const Option& option : options) flags.push_back(flag_name(option));
  const std::vector<std::string_view> known(flags.begin(), flags.end());
  const std::vector<std::string_view> near = nearest(flag, known, 1);
  if (near.empty()) return nullptr;
  const auto location = std::find(known.begin(), known.end(), near[0]) - known.begin();
  return &options[static_cast<std::size_t>(location)];
}

}  // namespace wavespeed_mock::cli
