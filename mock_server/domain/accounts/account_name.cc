#include "domain/accounts/account_name.h"

#include <algorithm>
#include <string>

namespace wavespeed_mock {
namespace {

// Of any account, also one that is yet to open: tags follow from keys.
bool has_form_of_tag(std::string_view text) {
  constexpr std::size_t kDigits = 8;
  return text.size() == kDigits && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

}  // namespace

std::optional<FieldProblem> find_name_problem(std::string_view name) {
  constexpr std::string_view kUsual = "account ";
  std::string problem;
  if (name.empty()) {
    problem = "must not be empty";
  } else if (name.size() > kMaxAccountName) {
    problem = "must have " + std::to_string(kMaxAccountName) + " bytes at most";
  } else if (name == kOwnAccount) {
    problem = "must not be \"self\", which means the account of the key";
  } else if (has_form_of_tag(name)) {
    problem = "must not be 8 hexadecimal digits, which are the tag of an account";
  } else if (name.starts_with(kUsual) && has_form_of_tag(name.substr(kUsual.size()))) {
    problem =
        "must not be \"account\" with 8 hexadecimal digits, the name of an account that opened by "
        "itself";
  } else {
    return std::nullopt;
  }
  return FieldProblem{"name", std::move(problem)};
}

}  // namespace wavespeed_mock
