// The API keys of an account. Plain data, under the account's lock.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "wavespeed_mock/clock.h"

namespace wavespeed_mock {

// Counts an account's keys from 0 in the order they were made: 0 is the one that it opened with.
using KeyNumber = std::uint16_t;

struct ApiKey {
  std::string text;  // what a client sends; empty for the first, which the store alone knows
  std::string name;
  Timestamp created;
  std::optional<Timestamp> revoked = std::nullopt;
};

// By their numbers. Null: there is no key but the first, and nothing has happened to it.
using ApiKeys = std::shared_ptr<const std::vector<ApiKey>>;

// 1 to 512 visible ASCII characters, no space: what a client can send as `Bearer <key>`.
bool is_well_formed_key(std::string_view key);

// What is wrong with one that is not, without the key: "is empty", "has byte 0x20 at position 3".
std::string find_key_fault(std::string_view key);

}  // namespace wavespeed_mock
