#include "domain/models/input_media.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "base/text/ascii.h"
#include "base/text/base64.h"
#include "base/text/quoting.h"
#include "domain/models/file_signature.h"

namespace wavespeed_mock {
namespace {

using nlohmann::json;

// What the last word of such a name is, after "" or "…_".
constexpr std::pair<std::string_view, std::uint8_t> kMediaWords[] = {
    {"image", kImageContent},      {"images", kImageContent},     {"video", kVideoContent},
    {"videos", kVideoContent},     {"audio", kAudioContent},      {"audios", kAudioContent},
    {"image_url", kImageContent},  {"image_urls", kImageContent}, {"video_url", kVideoContent},
    {"video_urls", kVideoContent}, {"audio_url", kAudioContent},  {"audio_urls", kAudioContent},
    {"mask", kImageContent}};

// 0 for another name.
std::uint8_t kinds_of_name(std::string_view name) {
  const auto* const found = std::ranges::find_if(kMediaWords, [&](const auto& row) {
    const std::string_view word = row.first;
    if (!name.ends_with(word)) return false;
    return name.size() == word.size() || name[name.size() - word.size() - 1] == '_';
  });
  return found == std::end(kMediaWords) ? 0 : found->second;
}

// Of one entry of `x-accept`: a media type such as "image/*", or the end of a file's name. Those
// that are not known may be anything.
std::uint8_t kinds_of_accepted(std::string_view entry) {
  constexpr std::uint8_t kEvery = kImageContent | kVideoContent | kAudioContent | kOtherContent;
  static constexpr std::pair<std::string_view, std::uint8_t> kStarts[] = {
      {"image/", kImageContent}, {"video/", kVideoContent},
      {"audio/", kAudioContent}, {"application/zip", kOtherContent},
      {".png", kImageContent},   {".jpg", kImageContent},
      {".jpeg", kImageContent},  {".webp", kImageContent},
      {".mp4", kVideoContent},   {".mov", kVideoContent},
      {".webm", kVideoContent},  {".mp3", kAudioContent},
      {".m4a", kAudioContent},   {".wav", kAudioContent},
      {".flac", kAudioContent},  {".ogg", kAudioContent},
      {".zip", kOtherContent}};
  entry.remove_prefix(std::min(entry.find_first_not_of(' '), entry.size()));
  for (const auto& [start, kinds] : kStarts) {
    if (equal_ignoring_case(entry.substr(0, start.size()), start)) return kinds;
  }
  return kEvery;
}

// Takes `prefix`, in any case, off the front.
bool consume(std::string_view& text, std::string_view prefix) {
  const bool fits = equal_ignoring_case(text.substr(0, prefix.size()), prefix);
  if (fits) text.remove_prefix(prefix.size());
  return fits;
}

void add_urls(const InputRule& rule, const json& value, std::vector<std::string_view>& urls) {
  if (value.is_string()) {
    const std::string_view text = value.get_ref<const std::string&>();
    // Base64 has no colon.
    constexpr std::size_t kLongestScheme = 6;
    if (rule.media && text.substr(0, kLongestScheme).find(':') != std::string_view::npos) {
      urls.push_back(text);
    }
  } else if (value.is_array() && !rule.items.empty()) {
    for (const json& item : value) add_urls(rule.items.front(), item, urls);
  } else if (value.is_object()) {
    for (const InputRule& field : rule.fields) {
      if (const auto it = value.find(field.name); it != value.end()) add_urls(field, *it, urls);
    }
  }
}

// "an image or a video"
std::string kind_names(std::uint8_t kinds) {
  static constexpr std::pair<std::uint8_t, std::string_view> kNames[] = {
      {kImageContent, "an image"},
      {kVideoContent, "a video"},
      {kAudioContent, "a sound"},
      {kOtherContent, "another file"}};
  std::string names;
  for (const auto& [kind, name] : kNames) {
    if ((kinds & kind) != 0) names += (names.empty() ? "" : " or ") + std::string(name);
  }
  return kinds == 0 || names.find("another") == 0 ? "a file" : names;
}

// The kinds that a text may be in Base64 as far as its beginning tells; nullopt when that is not
// Base64.
std::optional<std::uint8_t> kinds_of_base64(std::string_view text) {
  constexpr std::size_t kLetters = kSignatureBytes / 3 * 4;
  const auto bytes = from_base64(text.substr(0, kLetters));
  if (!bytes) return std::nullopt;
  return content_kinds(*bytes);
}

// What is said of a text that is not a URL, after "not ".
std::string description(std::string_view text, std::optional<std::uint8_t> found) {
  // Words can be Base64 by chance.
  constexpr std::size_t kLongestWord = 64;
  const bool is_whole = found && is_base64(text);
  if (is_whole && *found != 0) return "Base64 of " + kind_names(*found);
  if (is_whole && text.size() > kLongestWord) return "Base64 of a file of a kind that is not known";
  const bool begins_well = found.value_or(0) != 0;
  if (begins_well) return "Base64 that is cut off or has other characters in it";
  return text_quote(text);
}

}  // namespace

bool is_media_property(std::string_view name, const json& schema) {
  const auto component = schema.find("x-ui-component");
  const bool has_component = component != schema.end() && component->is_string();
  if (has_component && (*component == "uploader" || *component == "uploaders")) return true;
  return schema.contains("x-accept") || kinds_of_name(name) != 0;
}

std::uint8_t media_kinds_of(std::string_view name, const json& schema) {
  const auto accepted = schema.find("x-accept");
  if (accepted == schema.end() || !accepted->is_string()) return kinds_of_name(name);
  std::uint8_t kinds = 0;
  std::string_view rest = accepted->get_ref<const std::string&>();
  while (!rest.empty()) {
    kinds |= kinds_of_accepted(rest.substr(0, rest.find(',')));
    rest.remove_prefix(std::min(rest.size(), rest.find(',')));
    if (!rest.empty()) rest.remove_prefix(1);
  }
  return kinds;
}

bool is_media_url(std::string_view text) {
  if (consume(text, "data:")) return text.find(',') != std::string_view::npos;
  if (!consume(text, "http://") && !consume(text, "https://")) return false;
  const auto breaks_url = [](unsigned char c) { return c <= 0x20 || c == 0x7f; };
  if (std::any_of(text.begin(), text.end(), breaks_url)) return false;
  const std::string_view host = text.substr(0, text.find_first_of("/?#"));
  return !host.empty() && host.front() != ':';
}

std::optional<std::string> find_media_problem(std::string_view text, std::uint8_t kinds) {
  if (is_media_url(text)) return std::nullopt;
  const auto found = kinds_of_base64(text);
  const std::uint8_t taken = kinds == 0 ? 0xff : kinds;
  if (found && (*found & taken) != 0 && is_base64(text)) return std::nullopt;
  return "must be an http or https URL, a data: URL or " + kind_names(kinds) + " in Base64, not " +
         description(text, found);
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

bool takes_video(const InputSchema& schema) {
  return std::ranges::any_of(schema.fields, [](const InputRule& rule) {
    return rule.media && rule.name.find("video") != std::string::npos;
  });
}

}  // namespace wavespeed_mock
