// The check of a strict mock: whether a request follows the contract, including the inputs of the
// model that it names.
//
// May be used from any thread.
#pragma once

#include <string>

#include "contract/client_reports.h"
#include "contract/contract_check.h"
#include "domain/models/catalogue.h"

namespace wavespeed_mock {

class ClientContract {
 public:
  // All must outlive it.
  ClientContract(const ContractDocument& document, const Catalogue& catalogue,
                 ClientReports& reports);

  // Checks a request to the service and reports what is wrong with it. Returns the first problem in
  // one line; "" when there is none.
  std::string observe(const Request& request, std::string_view account, Timestamp now) const;

 private:
  std::vector<ContractProblem> problems_of(const Operation* operation,
                                           const Request& request) const;

  const ContractCheck check_;
  const Catalogue& catalogue_;
  ClientReports& reports_;
};

}  // namespace wavespeed_mock
