// A case of the contract as written in its file: requests with their expected answers.
//
// Plain data; parts are shared and never change, so copies may be read from several threads.
#pragma once

#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "contract/document.h"
#include "wavespeed_mock/contract.h"
#include "wavespeed_mock/money.h"

namespace wavespeed_mock {

// JSON as written in the file, with its variables; null when it has no such part.
using CasePart = std::shared_ptr<const nlohmann::json>;

struct RequestTemplate {
  std::string method;
  std::string pattern{};  // of the operation's path; empty when there is no operation
  bool sends_key = true;
  CasePart path{}, query{}, headers{};  // objects
  // At most one of these four.
  CasePart json{}, form{};
  std::optional<std::string> text{}, base64{};
  // In place of path and query: a path, or an absolute URL.
  std::optional<std::string> target{};
};

// What one part of an answer has to be: a value, or an object of conditions (see conditions.h).
struct FieldConditions {
  std::string field;  // "data.items[0].id", "Retry-After"
  CasePart conditions;
};

struct ExpectedAnswer {
  int status = 200;
  std::vector<FieldConditions> headers{};
  std::vector<FieldConditions> body{};
  CasePart text{};   // of the body as it came, whatever its type
  CasePart bytes{};  // of its size
};

struct Capture {
  std::string name;
  std::string field;  // of the body, or
  bool from_header = false;
};

struct ContractStep {
  std::string where;                     // in errors
  const Operation* operation = nullptr;  // null: the request belongs to none
  std::string outcome{};
  Duration after{0};  // lets so much time go by first
  RequestTemplate request{};
  ExpectedAnswer expect{};
  std::vector<Capture> captures{};
  std::vector<FieldConditions> until{};  // empty: the request is sent once
  Duration pause = std::chrono::seconds(1);
  int at_most = 60;
};

struct ContractCase {
  std::string name;
  std::string about;
  std::string file;
  bool paid = false;
  Money max_cost{};
  std::vector<ContractTarget::Kind> targets{};
  CasePart mock{};
  std::vector<ContractStep> steps{};

  // The name in errors.
  std::string where() const { return file + ": case \"" + name + '"'; }
};

}  // namespace wavespeed_mock
