// What a `$ref` of a request schema refers to.
//
// Belongs to the loading of one schema, in one thread.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace wavespeed_mock {

class InputReferences {
 public:
  // `root`, the whole schema, must outlive it.
  explicit InputReferences(const nlohmann::json& root) : root_(root) {}

  // The schema that `reference` names: one inside the whole schema ("#/$defs/size"), or one that
  // schemas of the service name without having it. Null when there is none.
  const nlohmann::json* find(const std::string& reference) const;

  // While it lives, schemas are read that `reference` refers to.
  class Following {
   public:
    Following(InputReferences& references, std::string reference);
    ~Following();
    Following(const Following&) = delete;
    Following& operator=(const Following&) = delete;

   private:
    InputReferences& references_;
  };

  // Whether what is being read is what `reference` refers to, or inside it.
  bool is_followed(std::string_view reference) const;

 private:
  const nlohmann::json& root_;
  std::vector<std::string> followed_;
};

}  // namespace wavespeed_mock
