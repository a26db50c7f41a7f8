// The client report: violations of the contract, behaviour of clients. The behaviour is read from
// the journal when a report is requested; nothing is collected for it before.
//
// Functions without state; any thread may call them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/value/api_error.h"
#include "domain/journal/journal.h"
#include "wavespeed_mock/client_report.h"

namespace wavespeed_mock {

class ClientReports;

// The rules of behaviour to judge by.
class ClientRuleNames {
 public:
  // Names with commas between them, "double_submit,polling"; "" means all rules, "none" no rule.
  // 400 for an unknown name.
  static Outcome<ClientRuleNames> read(std::string_view list);

  bool has(std::string_view name) const;

 private:
  bool all_ = true;
  std::vector<std::string> names_;  // if not all
};

struct ClientWitnesses {
  const ClientReports* contract;  // null: requests are not checked against the contract
  const Journal& journal;
  const Clock& clock;
};

// The report of one account, or, for null, of all accounts.
ClientReport judge_clients(const ClientWitnesses& witnesses, StoredAccount* only,
                           const ClientRuleNames& rules);

// Excludes what has happened until now from later reports. `contract` as above.
void forget_clients(ClientReports* contract, const Journal& journal, StoredAccount* only);

}  // namespace wavespeed_mock
