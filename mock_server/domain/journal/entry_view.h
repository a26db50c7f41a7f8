// What conditions know of an entry of the journal.
//
// Belongs to one entry, which must outlive it; for one thread at a time.
#pragma once

#include <string>

#include "base/http/path_pattern.h"
#include "base/http/percent_encoding.h"
#include "domain/requests/request_view.h"

namespace wavespeed_mock {

class EntryView {
 public:
  explicit EntryView(const JournalEntry& entry)
      : body_(entry.request_body, entry.request_body_bytes),
        answer_{entry.status, entry.trace},
        request_{.route = entry.trace.route,
                 .method = entry.method,
                 .path = decoded_if_valid(path_of(entry.target), decoded_path_),
                 .model = entry.trace.model,
                 .headers = entry.request_headers,
                 .body = body_,
                 .answer = &answer_} {}
  EntryView(const EntryView&) = delete;
  EntryView& operator=(const EntryView&) = delete;

  const RequestView& request() const { return request_; }

 private:
  std::string decoded_path_;
  ParsedBody body_;
  const AnswerView answer_;
  const RequestView request_;
};

}  // namespace wavespeed_mock
