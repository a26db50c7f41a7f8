// What the review of a credit line asks an applicant for. It also checks whether what was sent is
// enough.
//
// Functions without state; any thread may call them.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/value/field_problem.h"
#include "records/credit_line.h"

namespace wavespeed_mock {

std::optional<Applicant> parse_applicant(std::string_view text);

// One field of an application.
struct Material {
  std::string_view name;
  bool enterprise;  // an enterprise has to send it
  bool individual;  // an individual with a product has to
  std::string_view about;
};
std::span<const Material> all_materials();

// What is wrong with an application that was not read from JSON: its amount, or a name of a
// material that the review does not ask for.
std::optional<FieldProblem> find_problem(const CreditLineApplication& application);

// What is missing or not good enough, one line for each: "website: …". Empty when the review can go
// on.
std::vector<std::string> find_material_problems(const CreditLineApplication& application);

}  // namespace wavespeed_mock
