// Judges JSON values by the schemas of a contract.
//
// Schemas are compiled at their first use. May be used from several threads; they take turns.
#pragma once

#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "contract/document.h"
#include "contract/prepared_schemas.h"
#include "contract/schema_location.h"

namespace wavespeed_mock {

struct SchemaProblem {
  enum class Kind {
    missing,  // a required field is not there
    unknown,  // a field that the schema does not name
    type,     // another type than documented
    value,    // the right type, but not a value that is allowed
  };
  Kind kind = Kind::value;
  ValuePath path;       // of the part that is wrong, or missing
  std::string problem;  // "must be an integer, not \"12\"", "is missing", "is not documented"
  std::string schema;   // JSON pointer of what describes it; "" when nothing does
};

std::string to_text(SchemaProblem::Kind kind);

class SchemaSet {
 public:
  // The document must outlive the set.
  SchemaSet(const ContractDocument& document, UnknownFields unknown);
  ~SchemaSet();
  SchemaSet(const SchemaSet&) = delete;
  SchemaSet& operator=(const SchemaSet&) = delete;

  // What is wrong with `value` by the schema at that JSON pointer; empty when nothing is. Throws
  // ConfigError when the document has no such schema.
  std::vector<SchemaProblem> check(const std::string& pointer, const nlohmann::json& value) const;

 private:
  struct Compiled;
  std::unique_ptr<Compiled> compiled_;
};

}  // namespace wavespeed_mock
