// What the load generator needs to know of an answer about a task.
//
// Functions only; may be called from several threads.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace wavespeed_mock::load {

struct TaskAnswer {
  std::string id;
  std::string status;
  std::string output;  // the address of the first one; empty without

  bool is_final() const { return !(status == "created" || status == "processing"); }
};

// Nullopt when `body` is not an answer of the API about a task: not JSON, or without an id or a
// status.
std::optional<TaskAnswer> read_task_answer(std::string_view body);

// The same question as status == "completed", without reading all of a usual answer.
bool says_completed(std::string_view body);

// What `body` gives as its message, shortened and in one line; the body itself when it has none.
// Where a server echoes the key, "{{key}}" replaces it.
std::string message_in(std::string_view body, std::string_view key);

}  // namespace wavespeed_mock::load
