#include "contract/transcript/request_line.h"

#include <nlohmann/json.hpp>

#include "base/http/field_bytes.h"
#include "base/http/web_url.h"
#include "base/text/quoting.h"

namespace wavespeed_mock {

std::string read_method(JsonReader& in) {
  std::string method = in.text("method");
  if (!is_field_name(method)) {
    in.fail("method", "must be a method such as \"GET\", not " + json_quote(method));
  }
  return method;
}

std::string read_target(JsonReader& in, std::string_view method) {
  std::string target = in.text("target");
  const std::size_t wrong = find_wrong_byte(target, kInTarget);
  if (wrong < target.size()) {
    in.fail("target", "has " + name_of_byte(target, wrong) +
                          ", which HTTP does not allow there; percent-encode it");
  }
  if (target.front() != '/' && target != "*" && method != "CONNECT") {
    in.fail("target",
            "must be a path that begins with \"/\", not " + json_quote(shown_url(target)));
  }
  return target;
}

}  // namespace wavespeed_mock
