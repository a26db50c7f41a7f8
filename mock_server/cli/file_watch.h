// Reports changed files.
// A thread of its own looks at them, and sleeps between looks.
//
// Owned by a command; the callback is called from the thread.
#pragma once

#include <filesystem>
#include <functional>
#include <set>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

namespace wavespeed_mock::cli {

class FileWatch {
 public:
  // Takes the names of the files that have changed, without their folders.
  using Changed = std::function<void(const std::set<std::string>& names)>;

  // Watches files, and the *.json files of folders, also such that come later or are replaced by
  // another file, as editors do. Calls `changed` once for changes that come together. Throws
  // ConfigError when a path cannot be watched.
  FileWatch(const std::vector<std::filesystem::path>& paths, Changed changed);
  FileWatch(const FileWatch&) = delete;
  FileWatch& operator=(const FileWatch&) = delete;
  // Waits for a call that is under way.
  ~FileWatch();

 private:
  // What counts within one folder.
  struct Folder {
    std::set<std::string> names;
    bool all_json = false;
  };

  void watch(const std::filesystem::path& path);
  void run();
  // Adds the names that have been reported so far and count.
  void take_events(std::set<std::string>& names);
  // False when the watch is to end.
  bool wait_for_event(int milliseconds, bool& came) const;

  const Changed changed_;
  int events_ = -1;                          // inotify
  int stop_ = -1;                            // eventfd
  std::unordered_map<int, Folder> folders_;  // by the number of their watch
  std::thread thread_;
};

}  // namespace wavespeed_mock::cli
