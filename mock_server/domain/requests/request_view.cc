#include "domain/requests/request_view.h"

#include <nlohmann/json.hpp>

#include "base/text/json_parser.h"

namespace wavespeed_mock {

using nlohmann::json;

ParsedBody::ParsedBody(std::string_view kept, std::uint64_t bytes) : kept_(kept), bytes_(bytes) {}
ParsedBody::~ParsedBody() = default;

const json* ParsedBody::object() {
  if (object_ != nullptr || !problem_.empty()) return object_.get();
  if (bytes_ == 0) {
    problem_ = "it has no body";
  } else if (kept_.size() < bytes_) {
    problem_ = "the journal has only the first " + std::to_string(kept_.size()) + " of the " +
               std::to_string(bytes_) + " bytes of its body";
  } else {
    auto parsed = parse_json(kept_);
    if (parsed && parsed->is_object()) {
      object_ = std::make_unique<const json>(*std::move(parsed));
    } else {
      problem_ = "its body is not a JSON object";
    }
  }
  return object_.get();
}

const std::string& ParsedBody::problem() {
  object();
  return problem_;
}

std::string ParsedBody::prompt() {
  const json* const fields = object();
  if (fields == nullptr) return "";
  for (const char* const name : {"prompt", "text"}) {
    const auto field = fields->find(name);
    if (field == fields->end() || !field->is_string()) continue;
    if (const auto& text = field->get_ref<const std::string&>(); !text.empty()) return text;
  }
  return "";
}

}  // namespace wavespeed_mock
