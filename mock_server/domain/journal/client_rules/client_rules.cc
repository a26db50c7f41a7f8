#include "domain/journal/client_rules/client_rules.h"

namespace wavespeed_mock {

RuleResult judge(ClientRule rule, const RequestHistory& conversation) {
  switch (rule) {
    case ClientRule::retry_after:
      return judge_retry_after(conversation);
    case ClientRule::backoff:
      return judge_backoff(conversation);
    case ClientRule::polling:
      return judge_polling(conversation);
    case ClientRule::double_submit:
      return judge_double_submit(conversation);
    case ClientRule::ignored_error:
      break;
  }
  return judge_ignored_error(conversation);
}

}  // namespace wavespeed_mock
