// A journal entry in one block of memory, which the next entry in its slot reuses: for a request,
// the journal costs little more than a copy of its bytes. Storing removes the API key, see
// contract/redaction/key_removal.h.
//
// Owned by an AccountJournal, under its lock.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "records/journal_entry.h"

namespace wavespeed_mock {

// Longer targets and header fields are cut: no ordinary client comes near this limit.
inline constexpr std::size_t kMaxJournalText = 4'096;

// A request with its answer. Valid only during the call that it is passed to.
struct RequestRecord {
  std::uint64_t number = 0;
  Timestamp time;
  const Request& request;
  const Response& response;
  // The key that Authorization holds, if an account has it: then readers remove it. "" otherwise.
  std::string_view known_key{};
};

class PackedEntry {
 public:
  // Keeps at most `max_body` bytes of each body, and of Authorization nothing but its scheme.
  void assign(const RequestRecord& record, RequestTrace&& trace, std::size_t max_body);

  std::uint64_t number() const { return number_; }
  JournalEntry unpacked() const;
  // Memory that the texts use.
  std::size_t text_bytes() const { return text_.capacity(); }

 private:
  void pack(const RequestRecord& record, std::size_t max_body);

  std::uint64_t number_ = 0;
  Timestamp time_;
  RequestTrace trace_;
  int status_ = 0;
  DeliveryPlan delivery_;
  std::uint64_t request_body_bytes_ = 0;
  std::uint64_t request_body_hash_ = 0;
  std::uint64_t response_body_bytes_ = 0;
  // The texts in order, each after its length; then unused room that a longer entry left.
  std::string text_;
};

}  // namespace wavespeed_mock
