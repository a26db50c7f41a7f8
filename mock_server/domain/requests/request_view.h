// What conditions know of a request: of one that is about to be answered, or of one in the journal.
//
// Belongs to one request; what it refers to must outlive it.
#pragma once

#include <cstdint>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "records/journal_entry.h"

namespace wavespeed_mock {

// A request's body, parsed on first use. For one thread at a time.
class ParsedBody {
 public:
  // `kept` is the beginning of a body of `bytes` bytes; it must outlive this object.
  ParsedBody(std::string_view kept, std::uint64_t bytes);
  ~ParsedBody();
  ParsedBody(const ParsedBody&) = delete;
  ParsedBody& operator=(const ParsedBody&) = delete;

  // Null if the body is not a JSON object; then problem() says why.
  const nlohmann::json* object();
  const std::string& problem();
  // The text that describes the task: the body's `prompt`, or else its `text`; "" for neither.
  std::string prompt();

 private:
  const std::string_view kept_;
  const std::uint64_t bytes_;
  std::unique_ptr<const nlohmann::json> object_;
  std::string problem_;
};

// What only answered requests have.
struct AnswerView {
  int status = 0;
  const RequestTrace& trace;
};

struct RequestView {
  std::string_view route;  // "submit", …; empty if no route matched
  std::string_view method;
  std::string_view path;   // without the query, decoded
  std::string_view model;  // of the task that the request is about; or empty
  const Headers& headers;
  ParsedBody& body;
  const AnswerView* answer = nullptr;  // null before there is one
};

}  // namespace wavespeed_mock
