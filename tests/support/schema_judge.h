// Judges JSON by a JSON schema, with another library than the one that made the schema.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

namespace wavespeed_mock {

class SchemaJudge {
 public:
  explicit SchemaJudge(const nlohmann::ordered_json& schema)
      : document_(with_signed_numbers(nlohmann::json::parse(schema.dump()))) {
    valijson::SchemaParser parser(valijson::SchemaParser::kDraft7);
    parser.populateSchema(valijson::adapters::NlohmannJsonAdapter(document_), schema_);
  }

  // The first thing that is wrong with the value; "" when nothing is.
  std::string problem(const nlohmann::json& value) const {
    valijson::ValidationResults results;
    valijson::Validator validator;
    const nlohmann::json judged = with_signed_numbers(value);
    const valijson::adapters::NlohmannJsonAdapter adapter(judged);
    if (validator.validate(schema_, adapter, &results)) return "";
    valijson::ValidationResults::Error error;
    if (!results.popError(error)) return "is not valid";
    std::string text;
    for (const std::string& part : error.context) text += part;
    return text + ": " + error.description;
  }

 private:
  // The library takes numbers beyond those of 64 bits with a sign for negative ones: here the
  // greatest of these is in their place.
  static nlohmann::json with_signed_numbers(nlohmann::json value) {
    if (value.is_structured()) {
      for (auto& part : value) part = with_signed_numbers(part);
    } else if (value.is_number_unsigned() &&
               value.get<std::uint64_t>() > std::uint64_t{INT64_MAX}) {
      value = INT64_MAX;
    }
    return value;
  }

  const nlohmann::json document_;
  valijson::Schema schema_;
};

}  // namespace wavespeed_mock
