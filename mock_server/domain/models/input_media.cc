#include "domain/models/input_media.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>

#include "base/text/ascii.h"

namespace wavespeed_mock {
namespace {

using nlohmann::json;

// What the last word of such a name is, after "" or "…_".
constexpr std::string_view kMediaWords[] = {
    "image",     "images",    "video",      "videos",     "audio",      "audios", "image_url",
    "video_url", "audio_url", "image_urls", "video_urls", "audio_urls", "mask"};

bool has_media_name(std::string_view name) {
  return std::ranges::any_of(kMediaWords, [&](std::string_view word) {
    if (!name.ends_with(word)) return false;
    return name.size() == word.size() || name[name.size() - word.size() - 1] == '_';
  });
}

// Takes `prefix`, in any case, off the front.
bool consume(std::string_view& text, std::string_view prefix) {
  const bool fits = equal_ignoring_case(text.substr(0, prefix.size()), prefix);
  if (fits) text.remove_prefix(prefix.size());
  return fits;
}

void add_urls(const InputRule& rule, const json& value, std::vector<std::string_view>& urls) {
  if (value.is_string()) {
    if (rule.media) urls.push_back(value.get_ref<const std::string&>());
  } else if (value.is_array() && !rule.items.empty()) {
    for (const json& item : value) add_urls(rule.items.front(), item, urls);
  } else if (value.is_object()) {
    for (const InputRule& field : rule.fields) {
      if (const auto it = value.find(field.name); it != value.end()) add_urls(field, *it, urls);
    }
  }
}

}  // namespace

bool is_media_property(std::string_view name, const json& schema) {
  const auto component = schema.find("x-ui-component");
  const bool has_component = component != schema.end() && component->is_string();
  if (has_component && (*component == "uploader" || *component == "uploaders")) return true;
  return schema.contains("x-accept") || has_media_name(name);
}

bool is_media_url(std::string_view text) {
  if (consume(text, "data:")) return text.find(',') != std::string_view::npos;
  if (!consume(text, "http://") && !consume(text, "https://")) return false;
  const auto breaks_url = [](unsigned char c) { return c <= 0x20 || c == 0x7f; };
  if (std::any_of(text.begin(), text.end(), breaks_url)) return false;
  const std::string_view host = text.substr(0, text.find_first_of("/?#"));
  return !host.empty() && host.front() != ':';
}

std::vector<std::string_view> media_urls(const InputSchema& schema, const json& inputs) {
  std::vector<std::string_view> urls;
  for (const InputRule& rule : schema.fields) {
    // Most inputs are neither media nor can they hold any.
    if (!rule.media && rule.items.empty() && rule.fields.empty()) continue;
    if (const auto it = inputs.find(rule.name); it != inputs.end()) add_urls(rule, *it, urls);
  }
  return urls;
}

}  // namespace wavespeed_mock
