// The parameters of endpoints that list or search, read in the same way from a JSON body or a
// query.
//
// One request's own. Reading continues after the first wrong parameter; problem() reports it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/value/api_error.h"
#include "wavespeed_mock/clock.h"
#include "wavespeed_mock/message.h"

namespace wavespeed_mock {

// The body as a JSON object, where no body at all means an empty one.
std::optional<ApiError> read_optional_object(const Request& request, nlohmann::json& out);

// The query as a JSON object of texts; of repeated names the first counts.
nlohmann::json query_object(const Request& request);

class Parameters {
 public:
  // The object must outlive this one.
  explicit Parameters(const nlohmann::json& object) : object_(object) {}

  // Each takes the parameter of that name; null and an empty text count as absent. Numbers
  // and booleans may be quoted, because in a query they are always text.
  std::int64_t integer(std::string_view key, std::int64_t fallback, std::int64_t min,
                       std::int64_t max);
  // "page": 1 unless given; at most 1,000,000,000.
  std::size_t page();
  // "page_size": `fallback` unless given; from 1 to `max`.
  std::size_t page_size(std::size_t fallback, std::size_t max);
  bool boolean(std::string_view key, bool fallback);
  // Empty when absent.
  std::string text(std::string_view key);
  // An error if it is absent.
  std::string required_text(std::string_view key);
  // One of `allowed`; empty when absent.
  std::string choice(std::string_view key, std::initializer_list<std::string_view> allowed);
  // An array of texts, or one text; nullopt when absent.
  std::optional<std::vector<std::string>> texts(std::string_view key);
  // ISO 8601, or milliseconds since 1970 as a number or a text.
  std::optional<Timestamp> time(std::string_view key);

  // What the caller itself finds wrong: 400 "<key> <words>".
  void refuse(std::string_view key, std::string_view words);

  // Of the first wrong parameter: 400 that names it, says what is allowed, and quotes it.
  const std::optional<ApiError>& problem() const { return problem_; }

 private:
  const nlohmann::json* find(std::string_view key) const;
  void refuse(std::string_view key, const std::string& words, const nlohmann::json& value);

  const nlohmann::json& object_;
  std::optional<ApiError> problem_;
};

}  // namespace wavespeed_mock
