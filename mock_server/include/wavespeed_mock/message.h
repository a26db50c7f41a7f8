// HTTP messages as plain values: a Mock answers a Request with a Response.
//
// Owned by the caller; no locks. One object belongs to one thread at a time.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "wavespeed_mock/delivery.h"

namespace wavespeed_mock {

struct Header {
  std::string name;
  std::string value;
};

// Header fields in the order received or to be sent. Names compare without regard to case.
class Headers {
 public:
  Headers() = default;
  Headers(std::initializer_list<Header> fields) : fields_(fields) {}

  // The first field of that name; nullptr when there is none. Valid until the next change.
  const std::string* find(std::string_view name) const;
  // The first field's value, or an empty text.
  std::string_view get(std::string_view name) const;

  void add(std::string name, std::string value);
  void clear() { fields_.clear(); }
  void reserve(std::size_t fields) { fields_.reserve(fields); }

  auto begin() const { return fields_.begin(); }
  auto end() const { return fields_.end(); }
  std::size_t size() const { return fields_.size(); }

 private:
  std::vector<Header> fields_;
};

struct Request {
  std::string method;  // "GET", "POST", … upper case
  std::string target;  // path and query as sent, e.g. "/api/v3/wavespeed-ai/flux-dev?webhook=…"
  Headers headers;
  std::string body;
  bool https = false;  // it came over TLS
};

struct Response {
  int status = 200;
  Headers headers;
  std::string body;
  // How a server would deliver it. A user of Mock::handle() can ignore this.
  DeliveryPlan delivery;
};

}  // namespace wavespeed_mock
