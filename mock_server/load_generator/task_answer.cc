#include "load_generator/task_answer.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text/json_parser.h"
#include "base/text/quoting.h"

namespace wavespeed_mock::load {
namespace {

using nlohmann::json;

std::string text_in(const json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

// Before the message is shortened: of a key that is cut, the first part would stay.
std::string without_key(std::string_view message, std::string_view key) {
  if (key.empty()) return std::string(message);
  std::string out;
  for (std::size_t at = message.find(key); at != std::string_view::npos; at = message.find(key)) {
    out += message.substr(0, at);
    out += "{{key}}";
    message.remove_prefix(at + key.size());
  }
  out += message;
  return out;
}

}  // namespace

std::optional<TaskAnswer> read_task_answer(std::string_view body) {
  const json whole = parse_json(body).value_or(nullptr);
  if (!whole.is_object()) return std::nullopt;
  const auto data = whole.find("data");
  if (data == whole.end() || !data->is_object()) return std::nullopt;
  TaskAnswer answer{text_in(*data, "id"), text_in(*data, "status"), {}};
  if (answer.id.empty() || answer.status.empty()) return std::nullopt;
  const auto outputs = data->find("outputs");
  if (outputs != data->end() && outputs->is_array() && !outputs->empty() &&
      outputs->front().is_string()) {
    answer.output = outputs->front().get<std::string>();
  }
  return answer;
}

bool says_completed(std::string_view body) {
  // No text in JSON can hold it: there the quotes would be escaped.
  if (body.find(R"("status":"completed")") != std::string_view::npos) return true;
  const auto answer = read_task_answer(body);
  return answer && answer->status == "completed";
}

std::string message_in(std::string_view body, std::string_view key) {
  const json whole = parse_json(body).value_or(nullptr);
  std::string message = whole.is_object() ? text_in(whole, "message") : std::string();
  if (message.empty()) message = body;
  // A page of a gateway has many lines, and a report has one for each status.
  std::replace_if(
      message.begin(), message.end(), [](unsigned char c) { return c < ' '; }, ' ');
  const auto both_spaces = [](char a, char b) { return a == ' ' && b == ' '; };
  message.erase(std::unique(message.begin(), message.end(), both_spaces), message.end());
  if (message.ends_with(' ')) message.pop_back();
  return shortened(one_line(without_key(message, key)));
}

}  // namespace wavespeed_mock::load
