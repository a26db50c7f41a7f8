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

#include "records/credit_line.h"

namespace wavespeed_mock {

std::string_view to_text(Applicant applicant);  // "enterprise", "individual_with_product", …
std::optional<Applicant> parse_applicant(std::string_view text);

// One field of an application.
struct Material {
  std::string_view name;
  bool enterprise;  // an enterprise has to send it
  bool individual;  // an individual with a product has to
  std::string_view about;
};
std::span<const Material> all_materials();

// What is missing or not good enough, one line for each: "website: …". Empty when the review can go
// on.
std::vector<std::string> find_material_problems(const LineApplication& application);

}  // namespace wavespeed_mock
