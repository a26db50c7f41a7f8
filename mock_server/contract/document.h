// The contract: an OpenAPI document with every operation of the API, found by its route.
// contracts/openapi.json is the one that is built in; contracts/README.md has its conventions.
//
// Immutable after construction; may be read from several threads.
#pragma once

#include <deque>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/http/path_pattern.h"

namespace wavespeed_mock {

struct Operation {
  std::string id;          // `operationId`, e.g. "submitTask"
  std::string method;      // "GET", "POST", …
  std::string pattern;     // as the route table writes it: "/api/v3/{model_id...}"
  std::string pointer;     // where the document has it, as a JSON pointer
  std::string source;      // `x-source`: the file of the mock that makes its answers
  bool paid = false;       // `x-cost`: calling it may cost money
  bool mock_only = false;  // `x-mock-only`: the live API has no such route on this host
  bool needs_key = true;
  PathPattern path{pattern};
};

struct DocumentedOutcome {
  int status = 0;
  std::string name;  // of the example that shows it; empty when the status has none
};

class ContractDocument {
 public:
  // `where` names the document in errors. Throws ConfigError for what is not JSON, is not laid out
  // as an OpenAPI document, or has a reference that leads nowhere.
  ContractDocument(std::string_view text, const std::string& where);
  ~ContractDocument();
  ContractDocument(const ContractDocument&) = delete;
  ContractDocument& operator=(const ContractDocument&) = delete;

  // The one that was built in; read at the first call.
  static const ContractDocument& builtin();

  const nlohmann::json& root() const { return *root_; }
  // By path.
  const std::deque<Operation>& operations() const { return operations_; }

  // The operation of a request; fixed paths go before those that take the rest. A HEAD request
  // belongs to the GET. Nullptr when there is none. `path` is without its query.
  const Operation* find(std::string_view method, std::string_view path) const;
  const Operation* by_id(std::string_view id) const;

  // The value at a JSON pointer, references in it and at its end followed; nullptr when there is
  // none. `pointer` becomes the one without references.
  const nlohmann::json* at(std::string& pointer) const;

  // The description of the answer with that status, and of its body in that media type (without
  // parameters), as JSON pointers; nullopt when the document has none. "4XX" and "default" count.
  std::optional<std::string> response(const Operation& operation, int status) const;
  std::optional<std::string> content(const std::string& holder, std::string_view media_type) const;

  // The statuses that the operation documents, and the outcomes of each.
  std::vector<DocumentedOutcome> outcomes(const Operation& operation) const;

 private:
  std::unique_ptr<const nlohmann::json> root_;
  std::deque<Operation> operations_;
};

// One segment of a JSON pointer: "/" and "~" escaped.
std::string pointer_segment(std::string_view name);

}  // namespace wavespeed_mock
