#include "base/http/path_pattern.h"

#include <algorithm>

#include "base/http/path_pattern_problem.h"

namespace wavespeed_mock {
namespace {

std::string_view without_leading_slashes(std::string_view path) {
  path.remove_prefix(std::min(path.find_first_not_of('/'), path.size()));
  return path;
}

// Takes the segment before the next slash off the front of `rest`.
std::string_view next_segment(std::string_view& rest) {
  const std::size_t slash = rest.find('/');
  const std::string_view segment = rest.substr(0, slash);
  rest.remove_prefix(slash == std::string_view::npos ? rest.size() : slash + 1);
  return segment;
}

constexpr std::string_view kRestEnd = "...}";

bool is_placeholder(std::string_view segment) {
  return segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
}
bool is_rest_placeholder(std::string_view segment) {
  return is_placeholder(segment) && segment.ends_with(kRestEnd);
}

}  // namespace

PathPattern::PathPattern(std::string_view pattern) {
  const std::string_view whole = without_leading_slashes(pattern);
  std::string_view rest = whole;
  bool is_fixed = true;
  while (!rest.empty()) {
    const std::string_view segment = next_segment(rest);
    is_fixed &= !segment.empty() && !is_placeholder(segment);
    if (is_fixed) {
      const auto end = static_cast<std::size_t>(segment.data() + segment.size() - whole.data());
      fixed_ = whole.substr(0, rest.empty() ? end : end + 1);
      continue;
    }
    if (rest.empty() && is_rest_placeholder(segment)) {
      takes_rest_ = true;
    } else {
      // No segment of a path is empty, nor is one "/".
      segments_.push_back(is_placeholder(segment) ? std::string_view()
                          : segment.empty()       ? std::string_view("/")
                                                  : segment);
    }
  }
}

std::size_t PathPattern::value_count() const {
  const auto placeholders = std::count(segments_.begin(), segments_.end(), std::string_view());
  return static_cast<std::size_t>(placeholders) + (takes_rest_ ? 1 : 0);
}

bool PathPattern::fits(std::string_view path, PathValues& values) const {
  std::string_view rest = without_leading_slashes(path);
  // Most patterns that a request is compared with end here.
  if (!rest.starts_with(fixed_)) return false;
  rest.remove_prefix(fixed_.size());
  if (segments_.empty() && !takes_rest_) return rest.empty() || rest == "/";
  std::size_t value = 0;
  for (const std::string_view wanted : segments_) {
    const std::string_view segment = next_segment(rest);
    if (segment.empty()) return false;
    if (wanted.empty()) {
      if (value < values.size()) values[value++] = segment;
    } else if (segment != wanted) {
      return false;
    }
  }
  if (takes_rest_ && value < values.size()) values[value] = rest;
  return takes_rest_ != rest.empty();
}

std::string problem_of_path_pattern(std::string_view pattern) {
  if (!pattern.starts_with('/')) return "must have a path that begins with \"/\"";
  // Spaces and control characters cannot be sent.
  const auto is_outside_paths = [](unsigned char c) {
    return c <= ' ' || c == '?' || c == '#' || c == 0x7F;
  };
  if (std::any_of(pattern.begin(), pattern.end(), is_outside_paths)) {
    return "must have a path without a query, a fragment, a space or a control character";
  }
  std::string_view rest = without_leading_slashes(pattern);
  while (!rest.empty()) {
    const std::string_view segment = next_segment(rest);
    if (segment.empty()) return "must not have an empty segment (\"//\") in its path";
    if (!rest.empty() && is_rest_placeholder(segment)) {
      return "must have \"{…...}\" at the end of its path only";
    }
    const std::string_view inside =
        is_placeholder(segment) ? segment.substr(1, segment.size() - 2) : segment;
    if (inside.find_first_of("{}") != std::string_view::npos) {
      return "must have braces only around the name of a whole segment, such as \"{id}\"";
    }
  }
  return "";
}

std::string filled_pattern(std::string_view pattern, std::string_view path) {
  std::string text;
  std::string_view pattern_rest = without_leading_slashes(pattern);
  std::string_view path_rest = without_leading_slashes(path);
  while (!pattern_rest.empty()) {
    const std::string_view wanted = next_segment(pattern_rest);
    const std::string_view given = next_segment(path_rest);
    text += '/';
    text += is_placeholder(wanted) && !given.empty() ? given : wanted;
  }
  return text;
}

std::string_view path_of(std::string_view target) {
  return target.substr(0, target.find('?'));
}

}  // namespace wavespeed_mock
