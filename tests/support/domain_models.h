// Minimal models for tests, with only the required fields.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "domain/models/model_loader.h"

namespace wavespeed_mock {

// A fixture's entry with these properties in its request schema.
inline nlohmann::json model_entry(nlohmann::json properties = {{"prompt", {{"type", "string"}}}}) {
  return {{"model_id", "acme/model"},
          {"type", "text-to-image"},
          {"price", {{"usd", 0.01}}},
          {"run_time", "fixed:1s"},
          {"request_schema", {{"type", "object"}, {"properties", std::move(properties)}}}};
}

inline Model model_of(const nlohmann::json& entry) {
  return load_model(entry, "f.json: models[0]");
}

// A model with that id, for tests in which only the id matters.
inline Model model_named(const std::string& id) {
  nlohmann::json entry = model_entry();
  entry["model_id"] = id;
  return model_of(entry);
}

}  // namespace wavespeed_mock
