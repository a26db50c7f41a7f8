// Removes secrets from journal entries before they are shown. These are the keys of all accounts,
// and what any of the learned entries names. Each account has its own placeholders, so that its
// entries look the same alone or among those of other accounts, unless they repeat what an entry of
// another one names. What else Authorization holds is removed earlier, when an entry is stored: a
// key that no account has, a second key, the password of "Basic"; see
// contract/redaction/key_removal.h.
//
// Belongs to one answer; for one thread at a time.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "contract/redaction/redaction.h"
#include "domain/accounts/all_keys.h"
#include "domain/journal/journal.h"
#include "wavespeed_mock/journal.h"

namespace wavespeed_mock {

class JournalRedaction {
 public:
  // The journal must outlive it.
  explicit JournalRedaction(const Journal& journal);

  // The secrets that an entry names, for all entries. If several are shown, learn all of them
  // first: one may contain what another one names.
  void learn(const KeptEntry& kept);

  JournalRecord record(const KeptEntry& kept);
  // A text about the entry, without secrets.
  std::string text(const KeptEntry& kept, std::string_view text);

 private:
  // The redaction with the placeholders of that account.
  Redaction& of(const StoredAccount& account);

  const Journal& journal_;
  // Made when it is first needed: it takes time in proportion to the number of keys.
  std::optional<AllKeys> keys_;
  Redaction redaction_;
  std::map<const StoredAccount*, PlaceholderNumbers> numbers_;
  std::set<std::pair<const StoredAccount*, std::uint64_t>> learned_;  // with an entry's number
};

}  // namespace wavespeed_mock
