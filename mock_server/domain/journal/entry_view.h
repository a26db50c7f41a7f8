// What conditions know of an entry of the journal.
//
// Belongs to one entry, which must outlive it; for one thread at a time.
#pragma once

#include "base/http/path_pattern.h"
#include "domain/requests/request_view.h"

namespace wavespeed_mock {

class EntryView {
 public:
  explicit EntryView(const JournalEntry& entry)
      : body_(entry.request_body, entry.request_body_bytes),
        answer_{entry.status, entry.trace},
        request_{.route = entry.trace.route,
                 .method = entry.method,
                 .path = path_of(entry.target),
                 .model = entry.trace.model,
                 .headers = entry.request_headers,
                 .body = body_,
                 .answer = &answer_} {}
  EntryView(const EntryView&) = delete;
  EntryView& operator=(const EntryView&) = delete;

  const RequestView& request() const { return request_; }

 private:
  ParsedBody body_;
  const AnswerView answer_;
  const RequestView request_;
};

}  // namespace wavespeed_mock
