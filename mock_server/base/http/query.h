// The query of a request's target: "/api/v3/predictions?page=2&model=acme%2Fposter".
//
// Belongs to one thread; keeps no view of the target it was read from.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wavespeed_mock {

class Query {
 public:
  using Field = std::pair<std::string, std::string>;  // name and value, decoded

  // `target` is a path, with or without a query. Takes any text: a "%" without two hex digits is
  // kept as it is, a name without "=" has an empty value, "+" is a space.
  explicit Query(std::string_view target);

  // The first value of that name; nullptr when there is none.
  const std::string* find(std::string_view name) const;
  // All values of that name, in their order.
  std::vector<std::string_view> all(std::string_view name) const;

  // In the order of the target.
  auto begin() const { return fields_.begin(); }
  auto end() const { return fields_.end(); }

 private:
  std::vector<Field> fields_;
};

}  // namespace wavespeed_mock
