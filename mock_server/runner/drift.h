// Three views of one answer: what the contract documents, what the mock says, what the service
// says; and where they have drifted apart.
//
// Functions only; may be called from several threads.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "contract/contract_check.h"
#include "wavespeed_mock/message.h"

namespace wavespeed_mock {

struct DriftFinding {
  enum class Kind { missing, added, type, value, status, text };
  // Who has to be mended. The service is always right: it is what clients will meet.
  enum class Whose { document, mock, both };

  Kind kind = Kind::value;
  Whose whose = Whose::both;
  std::string operation;   // `operationId`
  std::string path;        // "data.items[].status", "Content-Type"; "" is the whole answer
  std::string documented;  // what each of the three says, in words
  std::string mock;
  std::string live;
  std::vector<std::string> mend;  // "contracts/openapi.json /components/schemas/…", a source file
};

std::string_view to_text(DriftFinding::Kind kind);
std::string_view to_text(DriftFinding::Whose whose);

// What has drifted in the answers of the mock and of the service to the same request. `check`
// reports unknown fields. Values are quoted as they are: the answers have to be redacted.
std::vector<DriftFinding> find_drift(const ContractCheck& check, const Request& request,
                                     const Response& mock, const Response& live);

}  // namespace wavespeed_mock
