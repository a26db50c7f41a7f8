#include "domain/models/catalogue_file.h"

#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "base/file/text_files.h"
#include "base/text/json_parser.h"
#include "base/text/quoting.h"
#include "domain/models/service_model.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock {
namespace {

using nlohmann::json;
using EntryFunction = std::function<void(const json&, const std::string&)>;

void each_element(const json& list, const std::string& where, const EntryFunction& entry) {
  std::size_t index = 0;
  for (const json& each : list) entry(each, where + '[' + std::to_string(index++) + ']');
}

// The first line, without blanks, when there are more: a file with a value a line.
bool has_several_lines(std::string_view text) {
  const std::size_t end = text.find('\n');
  return end != std::string_view::npos &&
         text.find_first_not_of(" \t\r\n", end) != std::string_view::npos &&
         is_json(text.substr(0, end));
}

void each_line(std::string_view text, const std::string& where, const EntryFunction& entry) {
  for (std::size_t number = 1; !text.empty(); ++number) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    const std::string name = where + ": line " + std::to_string(number);
    std::string problem;
    const auto value = parse_json(line, problem);
    if (!value) throw ConfigError(name + ": " + problem);
    entry(*value, name);
  }
}

}  // namespace

void each_catalogue_entry(std::string_view text, const std::string& where,
                          const EntryFunction& entry) {
  if (has_several_lines(text)) return each_line(text, where, entry);
  std::string problem;
  const auto value = parse_json(text, problem);
  if (!value) throw ConfigError(where + ": " + problem);
  if (value->is_array()) return each_element(*value, where + ": ", entry);
  if (value->is_object() && value->contains("model_id")) return entry(*value, where + ": line 1");
  const auto data = value->is_object() ? value->find("data") : value->end();
  if (data != value->end() && data->is_array()) {
    return each_element(*data, where + ": data", entry);
  }
  throw ConfigError(where +
                    ": must have what GET /api/v3/models answers: an object with the list "
                    "\"data\", that list, or one model a line");
}

CatalogueFile read_catalogue_file(const std::filesystem::path& path) {
  CatalogueFile file;
  each_catalogue_entry(read_text_file(path, "catalogue"), path.string(),
                       [&](const json& entry, const std::string& where) {
                         if (auto model = load_service_model(entry, where, file.oddities)) {
                           file.models.push_back(*std::move(model));
                         }
                       });
  if (file.models.empty()) throw ConfigError(path.string() + ": has no models");
  return file;
}

}  // namespace wavespeed_mock
