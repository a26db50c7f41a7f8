// What targets have in common.
#include "base/http/web_url.h"
#include "wavespeed_mock/contract.h"

namespace wavespeed_mock {

std::string_view to_text(ContractTarget::Kind kind) {
  switch (kind) {
    case ContractTarget::Kind::memory:
      return "memory";
    case ContractTarget::Kind::loopback:
      return "loopback";
    case ContractTarget::Kind::live:
      break;
  }
  return "live";
}

Response ContractTarget::send_absolute(const std::string& url, const Request&) {
  throw TargetError(name() + " cannot send to other servers: " + shown_url(url));
}

}  // namespace wavespeed_mock
