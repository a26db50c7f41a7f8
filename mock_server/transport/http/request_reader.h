// Reads requests from bytes as they arrive, in pieces of any size. The results, errors included, do
// not depend on the size of the pieces.
//
// Belongs to one connection.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/value/api_error.h"
#include "transport/http/body_decoder.h"
#include "transport/http/request_head.h"
#include "wavespeed_mock/message.h"

namespace wavespeed_mock::transport {

class RequestReader {
 public:
  enum class State {
    idle,        // no byte of a request has arrived
    reading,     // the rest is to come
    wants_more,  // the same, and the client waits for "100 Continue"; said once
    whole,       // request() is there
    refused,     // error() is there; the connection cannot be read any further
  };

  explicit RequestReader(std::size_t max_body, bool https = false) : max_body_(max_body) {
    request_.https = https;
  }

  // Takes what belongs to the present request off the front of `bytes`; all of them unless the
  // request is whole or refused.
  State take(std::string_view& bytes);
  // The state without further bytes.
  State state() const { return state_; }
  // Continues with the next request.
  void start_next();

  // Once whole.
  const Request& request() const { return request_; }

  // What the present request says about its answer, as far as it has been read.
  bool head_only() const { return head_only_; }
  bool closes() const { return closes_; }  // the connection ends with the answer
  bool is_old() const { return old_; }     // HTTP/1.0

  // Once refused.
  const ApiError& error() const { return *error_; }

 private:
  bool skip_empty_line(std::string_view& bytes);
  void take_head(std::string_view& bytes);
  void read_head_text(std::string_view text);
  void check_lines(std::size_t from);
  void take_body(std::string_view& bytes);
  void refuse(ApiError error);

  const std::size_t max_body_;
  State state_ = State::idle;
  std::string head_;           // as far as it has come, where it comes in pieces
  bool has_line_ = false;      // the first line in head_ has been checked
  bool skipped_line_ = false;  // the empty line before the request
  std::optional<BodyDecoder> body_;
  Request request_;
  bool head_only_ = false;
  bool closes_ = false;
  bool old_ = false;
  std::optional<ApiError> error_;
};

}  // namespace wavespeed_mock::transport
