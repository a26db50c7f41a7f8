// The schemas of a contract, read once: what each asks of a value, with references followed.
//
// Values are judged more strictly than JSON Schema asks: `integer` is a number written without a
// fraction, times have the form that their `format` names, and fields that a schema does not name
// can be mistakes.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/text/regular_expression.h"
#include "contract/document.h"

namespace wavespeed_mock {

enum class UnknownFields {
  allowed,   // as JSON Schema says
  reported,  // an object with `properties` is complete, unless it says `additionalProperties`
};

// What one schema asks for. Pointers are null where it asks for nothing; they lead into the
// document and to other rules of the same SchemaRules.
struct SchemaRule {
  std::string pointer;  // where the document has it, references followed
  bool never = false;   // the schema `false`
  std::vector<std::string> types;
  const nlohmann::json* constant = nullptr;
  const nlohmann::json* choices = nullptr;  // `enum`
  const nlohmann::json* minimum = nullptr;
  const nlohmann::json* maximum = nullptr;
  const nlohmann::json* above = nullptr;  // `exclusiveMinimum`
  const nlohmann::json* below = nullptr;  // `exclusiveMaximum`
  std::optional<std::size_t> min_length;  // in characters
  std::optional<std::size_t> max_length;
  std::vector<RegularExpression> patterns;  // of `pattern` and `format`
  std::optional<std::size_t> min_items;
  std::optional<std::size_t> max_items;
  const SchemaRule* items = nullptr;
  std::map<std::string, const SchemaRule*> properties;
  std::vector<std::string> required;
  bool closed = false;                 // has no field but `properties`
  const SchemaRule* others = nullptr;  // of the fields that are not in `properties`
  std::vector<const SchemaRule*> one_of;
  std::vector<const SchemaRule*> any_of;
};

// Reads each schema when it is first asked for. For one thread at a time; the rules that it
// returned never change, and stay where they are.
class SchemaRules {
 public:
  // The document must outlive it.
  SchemaRules(const ContractDocument& document, UnknownFields unknown);

  // The schema at that JSON pointer. Throws ConfigError when there is none, or when it has a
  // keyword that is not supported or has a wrong value.
  const SchemaRule& at(const std::string& pointer);

 private:
  const SchemaRule* read(const std::string& pointer);
  void read_keyword(SchemaRule& rule, const std::string& key, const nlohmann::json& value);

  const ContractDocument& document_;
  const UnknownFields unknown_;
  std::map<std::string, std::unique_ptr<SchemaRule>> rules_;
  std::vector<std::string> reading_;  // those that the current call of at() has begun
};

}  // namespace wavespeed_mock
