// A certificate for this machine that its own key has signed, so that https can be tried without an
// authority.
//
// Functions without state; any thread may call them.
#pragma once

#include <string>

namespace wavespeed_mock::transport {

struct SelfSignedPem {
  std::string certificate;
  std::string key;
};

// For localhost, 127.0.0.1, ::1, and the address or name that the server listens on; good for a
// year.
SelfSignedPem make_self_signed(const std::string& host);

}  // namespace wavespeed_mock::transport
