// Drift: differences between the contract's document, the mock, or the service.
//
// Plain data; no locks.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "wavespeed_mock/contract.h"

namespace wavespeed_mock {

// One difference in the answers to one request.
struct DriftFinding {
  enum class Kind {
    missing,  // a field is not there
    added,    // a field that is not documented, or not the mock's
    type,     // another type
    value,    // another enum value, another string format, a number out of range
    status,   // another HTTP status
    text,     // another message or code of an error
  };
  // What is outdated. The service is always right, because it is what clients meet.
  enum class Outdated { document, mock, both };

  Kind kind = Kind::value;
  Outdated outdated = Outdated::both;
  std::string operation;   // `operationId`
  std::string path;        // "data.items[].status", "Content-Type"; "" is the whole answer
  std::string documented;  // what each of the three has
  std::string mock;
  std::string live;
  std::vector<std::string> fix_in;  // "contracts/openapi.json /components/schemas/…", a source file
};

std::string_view to_text(DriftFinding::Kind kind);
std::string_view to_text(DriftFinding::Outdated outdated);

// A difference in a whole run, reported once.
struct Drift {
  DriftFinding finding;
  std::string case_name;  // where it was seen first
  std::size_t step = 0;   // from 1
  std::size_t count = 1;  // answers that show it
};

struct DriftReport {
  std::string live;         // name of the target that was compared with the mock
  std::size_t answers = 0;  // compared
  std::vector<Drift> drifts{};
  // Of the run of cases on it; the answers of failed cases are compared up to the failure.
  ContractReport contract{};
};

// Runs the cases on `live`, each also on a new mock in memory, and compares the answers step
// by step. Keys and personal data are redacted in what is reported. Throws as run_contract() does.
DriftReport find_drift(ContractTarget& live, const ContractOptions& options = {});

// For people, ending in a line break.
std::string to_text(const DriftReport& report);
std::string to_json(const DriftReport& report);
std::string to_junit(const DriftReport& report);

}  // namespace wavespeed_mock
