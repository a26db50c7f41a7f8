// When a request is the same as one that was recorded: method, path, query in any order, body
// (JSON as values, forms part by part, anything else byte by byte); whether it comes with a key,
// but not with which. Placeholders in the recording match anything.
//
// Plain data; no locks.
#pragma once

#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "contract/transcript/transcript.h"
#include "wavespeed_mock/message.h"

namespace wavespeed_mock {

// A request taken apart for comparing.
struct SentRequest {
  // `base_url` in it becomes its placeholder.
  SentRequest(const Request& request, std::string_view base_url);

  std::string method;
  std::string path;
  std::vector<std::pair<std::string, std::string>> query;  // sorted
  bool has_key = false;
  std::shared_ptr<const nlohmann::json> json_body;  // null when the body is none
  std::string body;  // empty when it is JSON; of a form its parts, without the boundaries
  bool is_form = false;
};

class RecordedRequest {
 public:
  explicit RecordedRequest(const RecordedExchange& exchange);

  // The first thing that is different about `sent`, in words: "body: num_images is 2 in the
  // recording, not 3"; nullopt when nothing is.
  std::optional<std::string> difference(const SentRequest& sent) const;

  bool has_same_path(const SentRequest& sent) const;

  // The same for requests between which nothing at all is different, placeholders included:
  // repetitions.
  std::string fingerprint() const;

  // "GET /api/v3/balance".
  std::string name() const;
  const std::string& method() const { return request_.method; }
  const std::string& path() const { return request_.path; }

 private:
  std::optional<std::string> body_difference(const SentRequest& sent) const;

  SentRequest request_;
  std::optional<CutBody> cut_;
};

}  // namespace wavespeed_mock
