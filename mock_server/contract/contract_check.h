// Checks single messages against the contract: requests, answers.
//
// Immutable; may be used from several threads.
#pragma once

#include <string>
#include <vector>

#include "contract/document.h"
#include "contract/schema_set.h"
#include "wavespeed_mock/message.h"

namespace wavespeed_mock {

struct ContractProblem {
  std::string part;  // "path", "query", "header", "body", "status"
  std::string kind;  // "missing", "unknown", "type", "value"
  std::string path;  // of the field: "data.outputs[0]", "page_size", cut when it is very long; ""
                     // is the whole part
  std::string problem;  // "must be an integer, not \"12\""
  std::string schema;   // JSON pointer into the contract; "" when nothing there describes it
};

// Unknown fields or parameters up to this number are named; of more, one problem says how many.
inline constexpr std::size_t kMaxUnknownNames = SchemaSet::kMaxProblems;

// Of the path of a field, in bytes: a client may have made up names of any length.
inline constexpr std::size_t kMaxFieldPath = 500;

// "body: data.code must be 200, not 201".
std::string to_text(const ContractProblem& problem);

class ContractCheck {
 public:
  // The document must outlive the check.
  ContractCheck(const ContractDocument& document, UnknownFields unknown);

  const ContractDocument& document() const { return document_; }

  // What is wrong with an answer to `request`. An answer to a request that matches no operation
  // has to be a failure in the usual envelope.
  std::vector<ContractProblem> response(const Request& request, const Response& response) const;

  // What is wrong with a request: its path, its parameters, its content type and its body.
  std::vector<ContractProblem> request(const Request& request) const;

 private:
  std::vector<ContractProblem> check_parameters(const Operation& operation,
                                                const Request& request) const;
  std::vector<ContractProblem> check_body(const Operation& operation, const Request& request) const;
  std::vector<ContractProblem> check_json(const std::string& schema, const std::string& text) const;

  const ContractDocument& document_;
  SchemaSet schemas_;
};

}  // namespace wavespeed_mock
