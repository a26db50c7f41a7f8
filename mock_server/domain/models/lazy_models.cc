#include "domain/models/lazy_models.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>

#include "base/text/json_parser.h"
#include "domain/models/service_model.h"

namespace wavespeed_mock {
namespace {

// Where a line must have its model's id, so that it is found without parsing the rest.
constexpr std::string_view kLineStart = R"({"model_id":")";

[[noreturn]] void refuse(std::string_view name, std::string_view line) {
  constexpr std::size_t kShown = 60;
  throw std::logic_error(std::string(name) +
                         ": is not a model: " + std::string(line.substr(0, kShown)));
}

}  // namespace

LazyModels::LazyModels(std::string_view lines, std::string_view name) : name_(name) {
  const auto count = static_cast<std::size_t>(std::ranges::count(lines, '\n')) + 1;
  ids_.reserve(count);
  lines_.reserve(count);
  places_.reserve(count);
  while (!lines.empty()) {
    const std::string_view line = lines.substr(0, lines.find('\n'));
    lines.remove_prefix(std::min(line.size() + 1, lines.size()));
    if (line.empty()) continue;
    if (!line.starts_with(kLineStart)) refuse(name_, line);
    const std::string_view rest = line.substr(kLineStart.size());
    const std::string_view id = rest.substr(0, rest.find('"'));
    if (!places_.emplace(id, ids_.size()).second) refuse(name_, line);
    ids_.push_back(id);
    lines_.push_back(line);
  }
  compiled_ = std::vector<std::atomic<const Model*>>(ids_.size());
}

LazyModels::~LazyModels() = default;

const Model* LazyModels::find(std::string_view id) const {
  const auto place = places_.find(id);
  if (place == places_.end()) return nullptr;
  const Model* const model = compiled_[place->second].load(std::memory_order_acquire);
  return model != nullptr ? model : compile(place->second);
}

ModelFacts LazyModels::facts(std::string_view id) const {
  const std::string_view line = lines_[places_.at(id)];
  const auto entry = parse_json(line);
  std::vector<SchemaOddity> oddities;
  auto facts = entry ? read_service_facts(*entry, std::string(name_), oddities) : std::nullopt;
  if (!facts) refuse(name_, line);
  return *std::move(facts);
}

const Model* LazyModels::compile(std::size_t place) const {
  const std::lock_guard lock(compiling_);
  if (const Model* const known = compiled_[place].load(std::memory_order_relaxed)) return known;
  const auto entry = parse_json(lines_[place]);
  std::vector<SchemaOddity> oddities;
  auto model = entry ? load_service_model(*entry, std::string(name_), oddities) : std::nullopt;
  if (!model) refuse(name_, lines_[place]);
  owned_.push_back(std::make_unique<const Model>(*std::move(model)));
  compiled_[place].store(owned_.back().get(), std::memory_order_release);
  return owned_.back().get();
}

}  // namespace wavespeed_mock
