// Removes secrets from journal entries before they are shown. Each account has its own
// placeholders, so that its entries look the same alone or among those of other accounts. A key
// that no account has is removed earlier, when an entry is stored:
// contract/redaction/key_removal.h.
//
// Belongs to one answer; for one thread at a time.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "contract/redaction/redaction.h"
#include "domain/journal/journal.h"
#include "wavespeed_mock/journal.h"

namespace wavespeed_mock {

class JournalRedaction {
 public:
  // The journal must outlive it.
  explicit JournalRedaction(const Journal& journal) : journal_(journal) {}

  // The secrets that an entry names, for all entries of its account. If several are shown, learn
  // all of them first: one may contain what another one names.
  void learn(const KeptEntry& kept);

  JournalRecord record(const KeptEntry& kept);
  // A text about the entry, without secrets.
  std::string text(const KeptEntry& kept, std::string_view text);

 private:
  Redaction& of(const StoredAccount& account);

  const Journal& journal_;
  std::unordered_map<const StoredAccount*, std::vector<std::string>> keys_;
  std::map<const StoredAccount*, Redaction> by_account_;
  std::set<std::pair<const StoredAccount*, std::uint64_t>> learned_;  // with an entry's number
};

}  // namespace wavespeed_mock
