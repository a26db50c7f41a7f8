#include "cli/file_watch.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <utility>

#include "base/text/system_error_text.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock::cli {
namespace {

// Changes closer together than this are reported as one: saving a file causes several.
constexpr int kTogether = 50;  // milliseconds
constexpr int kForever = -1;

constexpr std::uint32_t kChanges = IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE;

}  // namespace

FileWatch::FileWatch(const std::vector<std::filesystem::path>& paths, Changed changed)
    : changed_(std::move(changed)),
      events_(::inotify_init1(IN_CLOEXEC | IN_NONBLOCK)),
      stop_(::eventfd(0, EFD_CLOEXEC)) {
  for (const auto& path : paths) watch(path);
  thread_ = std::thread([this] { run(); });
}

FileWatch::~FileWatch() {
  const std::uint64_t one = 1;
  [[maybe_unused]] const auto written = ::write(stop_, &one, sizeof one);
  thread_.join();
  ::close(events_);
  ::close(stop_);
}

void FileWatch::watch(const std::filesystem::path& path) {
  const bool is_folder = std::filesystem::is_directory(path);
  // The folder of a file: one that replaces it is another file of the same name.
  const std::filesystem::path folder =
      is_folder ? path : std::filesystem::absolute(path).parent_path();
  const int number = ::inotify_add_watch(events_, folder.c_str(), kChanges);
  if (number < 0) {
    throw ConfigError("\"" + path.string() +
                      "\" cannot be watched for changes: " + system_error_text(errno));
  }
  Folder& watched = folders_[number];
  watched.all_json |= is_folder;
  if (!is_folder) watched.names.insert(path.filename().string());
}

bool FileWatch::wait_for_event(int milliseconds, bool& came) const {
  std::array<pollfd, 2> sources{{{.fd = events_, .events = POLLIN, .revents = 0},
                                 {.fd = stop_, .events = POLLIN, .revents = 0}}};
  while (::poll(sources.data(), sources.size(), milliseconds) < 0 && errno == EINTR) {
  }
  came = sources[0].revents != 0;
  return sources[1].revents == 0;
}

void FileWatch::take_events(std::set<std::string>& names) {
  alignas(inotify_event) std::array<char, 4096> buffer;
  for (;;) {
    const ssize_t size = ::read(events_, buffer.data(), buffer.size());
    if (size <= 0) return;
    for (const char* at = buffer.data(); at < buffer.data() + size;) {
      const auto* const event = reinterpret_cast<const inotify_event*>(at);
      at += sizeof(inotify_event) + event->len;
      const auto folder = folders_.find(event->wd);
      if (folder == folders_.end() || event->len == 0) continue;
      const std::string name = event->name;
      if (folder->second.names.contains(name) ||
          (folder->second.all_json && name.ends_with(".json"))) {
        names.insert(name);
      }
    }
  }
}

void FileWatch::run() {
  bool came = false;
  while (wait_for_event(kForever, came)) {
    std::set<std::string> names;
    while (came) {
      take_events(names);
      if (!wait_for_event(kTogether, came)) return;
    }
    if (!names.empty()) changed_(names);
  }
}

}  // namespace wavespeed_mock::cli
