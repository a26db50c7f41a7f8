// Judges JSON values by the schemas of a contract.
//
// Each schema is read at its first use. May be used from several threads.
#pragma once

#include <cstddef>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "contract/document.h"
#include "contract/schema_location.h"
#include "contract/schema_rule.h"

namespace wavespeed_mock {

struct SchemaProblem {
  enum class Kind {
    missing,  // a required field is not there
    unknown,  // a field that the schema does not name
    type,     // another type than documented
    value,    // the right type, but not a value that is allowed
  };
  Kind kind = Kind::value;
  ValuePath path{};       // of the part that is wrong, or missing
  std::string problem{};  // "must be an integer, not \"12\"", "is missing", "is not documented"
  std::string schema{};   // JSON pointer of what describes it; "" when nothing does
};

std::string to_text(SchemaProblem::Kind kind);

// What the last problem says when that many are not told: "has 7 more problems like these".
std::string more_like_these(std::size_t count);

class SchemaSet {
 public:
  // As many unknown fields, and as many other problems, are named. When there are more, the last
  // problem says how many.
  static constexpr std::size_t kMaxProblems = 100;

  // The document must outlive the set.
  SchemaSet(const ContractDocument& document, UnknownFields unknown);
  ~SchemaSet();
  SchemaSet(const SchemaSet&) = delete;
  SchemaSet& operator=(const SchemaSet&) = delete;

  // What is wrong with `value` by the schema at that JSON pointer, unknown fields first; empty when
  // nothing is. Throws ConfigError when the document has no such schema, or one that cannot be
  // read.
  std::vector<SchemaProblem> check(const std::string& pointer, const nlohmann::json& value) const;

 private:
  struct Read;
  std::unique_ptr<Read> read_;
};

}  // namespace wavespeed_mock
