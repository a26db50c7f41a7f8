// Random inputs of price formulas: what a schema allows, or anything at all.
#pragma once

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "clients/random_draws.h"

namespace wavespeed_mock::clients {

// A value of any type.
inline nlohmann::json random_value(RandomDraws& draws, int depth = 3) {
  using nlohmann::json;
  switch (draws.below(depth > 0 ? 14 : 11)) {
    case 0:
      return nullptr;
    case 1:
      return draws.chance(50);
    case 2:
      return draws.below(20);
    case 3:
      return static_cast<double>(draws.below(2000)) / 8 - 20;
    case 4:
      return -static_cast<int>(draws.below(10));
    case 5:
      return draws.one_of({"",     "5",       "10",   "-3.25", "1e2",   "0x1F",   "0b101",
                           "0o17", "0x1F kg", "x0o7", " 0b1",  "1e999", "1e-999", "007",
                           "1.",   ".5",      "+1",   " 5",    "5s",    "720p"});
    case 6:
      return draws.one_of({"1080p", "4k", "high", "é", "\U0001F600", "\uFF00", "abc", "a"});
    case 7:
    case 8:
      return "https://files.test/" + std::to_string(draws.below(9)) +
             (draws.chance(80) ? "#duration=" + std::to_string(draws.below(700)) + ".5" : ".mp4");
    case 9:
      return 1e300;
    case 10:
      return 0;
    case 11: {
      json object = json::object();
      for (const char* const name : {"n", "t", "l", "o", "m", "duration"}) {
        if (draws.chance(50)) object[name] = random_value(draws, depth - 1);
      }
      return object;
    }
    default: {
      json list = json::array();
      const std::size_t size = draws.below(4);
      // Lists of one type are what functions take.
      const json first = random_value(draws, depth - 1);
      for (std::size_t i = 0; i < size; ++i) {
        list.push_back(draws.chance(70) ? first : random_value(draws, depth - 1));
      }
      return list;
    }
  }
}

// For RandomFormula.
inline nlohmann::json random_values(RandomDraws& draws) {
  using nlohmann::json;
  const auto text = [&] { return draws.one_of({"720p", "5", "", "abc", "10"}); };
  const auto number = [&] { return static_cast<double>(draws.below(400)) / 4 - 10; };
  const auto item = [&] {
    return json{{"n", draws.below(9)},
                {"t", text()},
                {"l", {draws.below(9), number()}},
                {"o", {{"n", number()}}}};
  };
  json inputs = {
      {"base_price", 1000 * draws.below(500)},
      {"n", number()},
      {"i", draws.below(12)},
      {"t", text()},
      {"b", draws.chance(50)},
      {"l", {number(), number(), draws.below(3)}},
      {"ls", {text(), text()}},
      {"o", item()},
      {"lo", {item(), item()}},
      {"ll", {{item()}, {draws.below(9), draws.below(9)}}},
      {"m", "talk.mp3#duration=" + std::to_string(draws.below(90)) + ".25"},
      {"ml", {"a.mp4#duration=3", "b.mp4", "c.mp4#duration=4.5"}},
      {"x", random_value(draws)},
      {"y", random_value(draws)},
  };
  for (auto& [name, value] : inputs.items()) {
    if (name != "base_price" && draws.chance(12)) value = random_value(draws);
  }
  for (const char* const name : {"n", "t", "l", "lo"}) {
    if (draws.chance(8)) inputs.erase(name);
  }
  return inputs;
}

// A value that a JSON Schema of the service allows.
inline nlohmann::json random_allowed(const nlohmann::json& schema, RandomDraws& draws) {
  using nlohmann::json;
  if (const auto& allowed = schema.value("enum", json::array()); !allowed.empty()) {
    return allowed[draws.below(allowed.size())];
  }
  const std::string type = schema.value("type", "string");
  const double least = schema.value("minimum", 0.0);
  const double most = schema.value("maximum", least + 100);
  if (type == "integer") {
    return static_cast<std::int64_t>(least) +
           static_cast<std::int64_t>(draws.below(static_cast<std::size_t>(most - least) + 1));
  }
  if (type == "number") return least + (most - least) * static_cast<double>(draws.below(9)) / 8;
  if (type == "boolean") return draws.chance(50);
  if (type == "array") {
    json list = json::array();
    for (std::size_t i = draws.below(4); i > 0; --i) {
      list.push_back(random_allowed(schema.value("items", json::object()), draws));
    }
    return list;
  }
  if (type == "object") {
    json object = json::object();
    const json properties = schema.value("properties", json::object());
    for (const auto& [name, member] : properties.items()) {
      if (draws.chance(80)) object[name] = random_allowed(member, draws);
    }
    return object;
  }
  if (draws.chance(50)) return "file.mp4#duration=" + std::to_string(draws.below(700)) + ".5";
  return std::string(draws.below(3000), 'x');
}

// Of the inputs that a formula names. `properties` is that of the model's schema, or empty.
inline nlohmann::json random_inputs(const std::vector<std::string>& names,
                                    const nlohmann::json& properties, bool valid,
                                    RandomDraws& draws) {
  nlohmann::json inputs = {{"base_price", 100 * draws.below(20'000)}};
  for (const std::string& name : names) {
    const auto property = properties.find(name);
    const bool allowed = property != properties.end() && (valid || draws.chance(50));
    if (allowed && property->contains("default") && draws.chance(20)) {
      inputs[name] = (*property)["default"];
    } else if (allowed) {
      if (draws.chance(90)) inputs[name] = random_allowed(*property, draws);
    } else if (!valid && draws.chance(80)) {
      inputs[name] = random_value(draws);
    }
  }
  return inputs;
}

}  // namespace wavespeed_mock::clients
