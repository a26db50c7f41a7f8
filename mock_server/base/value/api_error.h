// A wrong request as a value: rules return it, the api folder turns it into the answer. Exceptions
// are for a wrong configuration at start only.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace wavespeed_mock {

struct ApiError {
  int http = 500;       // status line
  int code = 500;       // `code` of the envelope; a business code such as 1407, or `http` again
  std::string message;  // `message` of the envelope
  std::string
      error_code;  // `error_code` of the envelope, e.g. "PERMISSION_DENIED"; "" leaves it out

  // Whole seconds for `Retry-After`; only where waiting helps.
  std::optional<std::int64_t> retry_after_seconds;
  // For the header `Allow` of a 405, e.g. "GET, POST". "" leaves it out.
  std::string allow;
  // For people, in the header `X-Mock-Reason`: what the mock's rules saw. "" leaves it out.
  std::string reason;
};

// Either what was asked for or the error to answer with.
template <class T>
class [[nodiscard]] Outcome {
 public:
  Outcome(T value) : content_(std::in_place_index<0>, std::move(value)) {}
  Outcome(ApiError error) : content_(std::in_place_index<1>, std::move(error)) {}

  explicit operator bool() const { return content_.index() == 0; }
  // Only when true.
  T& operator*() & { return *std::get_if<0>(&content_); }
  const T& operator*() const& { return *std::get_if<0>(&content_); }
  T&& operator*() && { return std::move(*std::get_if<0>(&content_)); }
  T* operator->() { return std::get_if<0>(&content_); }
  const T* operator->() const { return std::get_if<0>(&content_); }
  // Only when false.
  ApiError& error() { return *std::get_if<1>(&content_); }
  const ApiError& error() const { return *std::get_if<1>(&content_); }

 private:
  std::variant<T, ApiError> content_;
};

}  // namespace wavespeed_mock
