// A journal entry in one piece of memory, which the next entry in its place uses again: what a
// request costs the journal is little more than a copy of its bytes.
//
// Owned by an AccountJournal, under its lock.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "records/journal_entry.h"

namespace wavespeed_mock {

// A request with its answer. Valid only during the call that it is passed to.
struct RequestRecord {
  std::uint64_t number = 0;
  Timestamp time;
  const Request& request;
  const Response& response;
  RequestTrace trace{};
  std::string_view secret{};  // must not appear in the entry; "" for none
};

class PackedEntry {
 public:
  // Takes over the trace, and copies the rest; keeps at most `most_body` bytes of each body.
  void assign(RequestRecord&& note, std::size_t most_body);

  std::uint64_t number() const { return number_; }
  JournalEntry unpacked() const;
  // Of memory for texts.
  std::size_t text_bytes() const { return text_.capacity(); }

 private:
  std::uint64_t number_ = 0;
  Timestamp time_;
  RequestTrace trace_;
  int status_ = 0;
  DeliveryPlan delivery_;
  std::uint64_t request_body_bytes_ = 0;
  std::uint64_t request_body_hash_ = 0;
  std::uint64_t response_body_bytes_ = 0;
  // The texts one after another, each after its length; then unused bytes of a longer, earlier
  // entry.
  std::string text_;
};

}  // namespace wavespeed_mock
