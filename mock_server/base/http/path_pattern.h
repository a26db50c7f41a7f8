// A route's path with placeholders: "/api/v3/predictions/{id}/result", "/api/v3/{model_id...}".
//
// Immutable after construction; views into the pattern's text, which must outlive it.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace wavespeed_mock {

// The values of a pattern's placeholders, in their order.
using PathValues = std::array<std::string_view, 2>;

class PathPattern {
 public:
  // Segments between slashes; "{id}" matches one segment, "{model_id...}" at the end matches the
  // rest of the path, one segment or more. All other segments match themselves.
  explicit PathPattern(std::string_view pattern);

  // Whether a "{…...}" takes the rest of the path.
  bool takes_rest() const { return takes_rest_; }
  // How many placeholders it has. fits() writes the values of the first two.
  std::size_t value_count() const;

  // `path` is without its query; slashes before the first segment count as one, as some clients
  // send two, and one at the end counts for nothing unless it belongs to a "{…...}".
  bool fits(std::string_view path, PathValues& values) const;

 private:
  std::string_view fixed_;  // what the path begins with: "api/v3/predictions/"; without a slash at
                            // the end where no placeholder follows
  std::vector<std::string_view> segments_;  // that follow; "" matches any one segment
  bool takes_rest_ = false;                 // one value more: the rest of the path
};

// The pattern with the path's own segments in the places of its placeholders: how the path would
// look if it were right. Names that are compared with it are then as near as they look.
std::string filled_pattern(std::string_view pattern, std::string_view path);

// `target` without its query.
std::string_view path_of(std::string_view target);

}  // namespace wavespeed_mock
