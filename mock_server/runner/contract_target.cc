#include "wavespeed_mock/contract.h"

namespace wavespeed_mock {

Response ContractTarget::exchange_elsewhere(const std::string& url, const Request&) {
  throw TargetError(name() + " has no such place: " + url);
}

}  // namespace wavespeed_mock
