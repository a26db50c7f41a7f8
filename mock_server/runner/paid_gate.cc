#include "runner/paid_gate.h"

#include <algorithm>
#include <string_view>

#include "base/http/path_pattern.h"
#include "base/text/quoting.h"

namespace wavespeed_mock {
namespace {

// Some servers take the method from here.
constexpr const char* kOverrides[] = {"X-HTTP-Method-Override", "X-HTTP-Method",
                                      "X-Method-Override"};

// A path that another server may read otherwise than the contract does.
bool is_plain(std::string_view path) {
  return path.find("//") == std::string_view::npos && path.find("..") == std::string_view::npos &&
         path.find('%') == std::string_view::npos && path.find('\\') == std::string_view::npos &&
         path.find(';') == std::string_view::npos && !path.ends_with('/');
}

}  // namespace

std::optional<std::string> reason_for_cost(const ContractDocument& document,
                                           const Request& request) {
  for (const char* const name : kOverrides) {
    if (request.headers.find(name) != nullptr) {
      return "the header " + std::string(name) + " may select another operation";
    }
  }
  if (request.method == "GET" || request.method == "HEAD" || request.method == "OPTIONS") {
    return std::nullopt;
  }
  const std::string_view path = path_of(request.target);
  const Operation* const operation = document.find(request.method, path);
  if (operation == nullptr) {
    return shortened(request.method) + ' ' + shortened(path) +
           " matches no operation of the contract";
  }
  if (operation->paid) return operation->id + " is paid";
  // Only a POST is a submission; a PUT of an uploaded file is not, whatever its address contains.
  if (request.method == "POST" && !is_plain(path)) {
    return "the path " + shortened(path) + " is written in an unusual way";
  }
  return std::nullopt;
}

}  // namespace wavespeed_mock
