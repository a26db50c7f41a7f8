#include "api/own_file_durations.h"

#include <string>

#include "api/base_url.h"
#include "api/upload_url.h"
#include "domain/outputs/task_inputs.h"
#include "domain/tasks/history.h"

namespace wavespeed_mock {
namespace {

// The id in "<base_url>/outputs/<id>/<file>"; nullopt for other URLs.
std::optional<std::string_view> task_of_output(std::string_view url, const Request& request) {
  std::string start;
  append_base_url(start, request);
  start += "/outputs/";
  if (!url.starts_with(start)) return std::nullopt;
  url.remove_prefix(start.size());
  return url.substr(0, url.find('/'));
}

}  // namespace

std::optional<double> RequestFileDurations::seconds_of(std::string_view url) const {
  if (const auto location = find_upload_location(url, request_)) {
    const auto upload = files_.uploads.find_file(location->id, location->name, now_);
    return upload == nullptr ? std::nullopt : upload->seconds;
  }
  const auto id = task_of_output(url, request_);
  const auto task = id ? find_kept(files_.store, *id, files_.retention, now_) : nullptr;
  if (task == nullptr) return std::nullopt;
  const MediaKind kind = task->model->output;
  if (kind != MediaKind::video && kind != MediaKind::audio) return std::nullopt;
  // As the file will be rendered when a client fetches it.
  return read_task_inputs(*task).seconds;
}

}  // namespace wavespeed_mock
