#include "domain/journal/client_rules/client_rules.h"

#include <array>

namespace wavespeed_mock {
namespace {

constexpr std::array<ClientRule, 5> kRules = {{{"retry_after", judge_retry_after},
                                               {"backoff", judge_backoff},
                                               {"polling", judge_polling},
                                               {"double_submit", judge_double_submit},
                                               {"ignored_error", judge_ignored_error}}};

}  // namespace

std::span<const ClientRule> client_rules() {
  return kRules;
}

}  // namespace wavespeed_mock
