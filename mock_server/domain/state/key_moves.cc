#include "domain/state/key_moves.h"

#include <string_view>
#include <unordered_set>

namespace wavespeed_mock {

void take_keys(Store& store, StoredAccount& account, const ApiKeys& before, const ApiKeys& now) {
  if (before == nullptr || before == now) return;
  std::unordered_set<std::string_view> kept;
  if (now != nullptr) {
    for (const ApiKey& key : *now) kept.insert(key.text);
  }
  for (std::size_t i = 1; i < before->size(); ++i) {
    const std::string& text = (*before)[i].text;
    if (!kept.contains(text)) store.remove_key(account, text);
  }
}

void give_keys(Store& store, StoredAccount& account, const ApiKeys& now) {
  store.bring_back(account);
  for (std::size_t i = 1; now != nullptr && i < now->size(); ++i) {
    store.add_key(account, (*now)[i].text, static_cast<KeyNumber>(i));
  }
  account.modify([](AccountState&) {});  // publishes the keys that lead here by now
}

}  // namespace wavespeed_mock
