#include "domain/faults/fault_question.h"

#include <nlohmann/json.hpp>

namespace wavespeed_mock {

const std::string& FaultQuestion::prompt() const {
  if (prompt_text) return *prompt_text;
  prompt_text.emplace();
  const auto inputs = nlohmann::json::parse(request.body, nullptr, false);
  for (const char* const name : {"prompt", "text"}) {
    if (!inputs.is_object() || !prompt_text->empty()) break;
    const auto it = inputs.find(name);
    if (it != inputs.end() && it->is_string()) *prompt_text = it->get<std::string>();
  }
  return *prompt_text;
}

}  // namespace wavespeed_mock
