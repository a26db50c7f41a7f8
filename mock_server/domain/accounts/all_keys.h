// The API keys of all accounts, for code that shows texts in which one may be.
//
// A copy, which takes time in proportion to the number of keys. Immutable; any thread.
#pragma once

#include <cstddef>
#include <string>
#include <unordered_map>
#include <vector>

#include "contract/redaction/redaction.h"
#include "store/store.h"

namespace wavespeed_mock {

class AllKeys {
 public:
  // Also keys that were revoked. Not those that a restore took back, with which the same requests
  // would have other answers after it.
  explicit AllKeys(const Store& store);

  void teach(Redaction& redaction) const;
  // Gives the keys of an account the first numbers, in the order of their texts.
  void number(const StoredAccount& account, PlaceholderNumbers& numbers) const;

 private:
  std::vector<std::string> keys_;                                                  // in order
  std::unordered_map<const StoredAccount*, std::vector<std::size_t>> by_account_;  // indices
};

}  // namespace wavespeed_mock
