#include "domain/accounts/all_keys.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace wavespeed_mock {

AllKeys::AllKeys(const Store& store) {
  std::vector<std::pair<std::string, const StoredAccount*>> all;
  store.for_each_key(
      [&](std::string_view key, const StoredAccount& owner) { all.emplace_back(key, &owner); });
  // A store lists them in no order, and placeholders must not depend on it.
  std::sort(all.begin(), all.end());
  for (auto& [key, owner] : all) {
    by_account_[owner].push_back(keys_.size());
    keys_.push_back(std::move(key));
  }
}

void AllKeys::teach(Redaction& redaction) const {
  for (const std::string& key : keys_) redaction.learn_key(key);
}

void AllKeys::number(const StoredAccount& account, PlaceholderNumbers& numbers) const {
  const auto found = by_account_.find(&account);
  if (found == by_account_.end()) return;
  for (const std::size_t index : found->second) numbers.of("key", keys_[index]);
}

}  // namespace wavespeed_mock
