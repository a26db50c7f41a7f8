// What a receiver checks a webhook with: a signature made with the account's secret.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/value/random.h"
#include "wavespeed_mock/clock.h"

namespace wavespeed_mock {

// "whsec_" and 32 letters and digits of Base64; another one after each rotation.
std::string webhook_secret(const SeededRandom& draws, std::uint64_t rotations);

// "v3," and the HMAC-SHA256 in lower-case hex of "ID.TIMESTAMP.BODY". The key is the secret's text
// after "whsec_" as it is, not what it would be decoded from Base64.
std::string webhook_signature(std::string_view secret, std::string_view id,
                              std::string_view timestamp, std::string_view body);

// Seconds since 1970, as the header webhook-timestamp and the signature have them.
std::string webhook_timestamp(Timestamp time);

}  // namespace wavespeed_mock
