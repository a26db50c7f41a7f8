// The client report: what broke the contract, how clients behaved. Their behaviour is read from the
// journal when a report is requested; nothing is collected for it.
//
// Functions without state; any thread may call them.
#pragma once

#include <string_view>
#include <vector>

#include "base/value/api_error.h"
#include "domain/journal/journal.h"
#include "wavespeed_mock/client_report.h"

namespace wavespeed_mock {

class ClientReports;

// Reads names with commas between them, "double_submit,polling"; an empty text stands for all
// rules, "none" for none. 400 for a name that is not known.
Outcome<std::vector<ClientRule>> read_client_rules(std::string_view list);

struct ClientWitnesses {
  const ClientReports* contract;  // null: requests are not held against the contract
  const Journal& journal;
  const Clock& clock;
};

// Of the account, or of all for null; by these rules of behaviour, each once.
ClientReport judge_clients(const ClientWitnesses& witnesses, StoredAccount* only,
                           const std::vector<ClientRule>& rules);

// What has happened until now is in no report any more. `contract` as above.
void forget_clients(ClientReports* contract, const Journal& journal, StoredAccount* only);

}  // namespace wavespeed_mock
