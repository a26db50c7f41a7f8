#include "domain/models/model_id.h"

#include <algorithm>
#include <string>

namespace wavespeed_mock {

bool is_model_id(std::string_view id) {
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '_' || c == '-' || c == '/';
  };
  const std::string enclosed = "/" + std::string(id) + "/";
  const auto has = [&](std::string_view part) { return enclosed.find(part) != std::string::npos; };
  return std::all_of(id.begin(), id.end(), fits) && !has("//") && !has("/./") && !has("/../");
}

}  // namespace wavespeed_mock
