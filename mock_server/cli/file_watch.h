// Reports changed files, on a thread of its own.
//
// Owned by a command; the callback is called from that thread.
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

  // Watches files, and the *.json files of folders, including files that are created later or
  // replaced by another file, as editors do. Calls `changed` once for changes in quick succession.
  // Throws ConfigError when a path cannot be watched.
  FileWatch(const std::vector<std::filesystem::path>& paths, Changed changed);
  FileWatch(const FileWatch&) = delete;
  FileWatch& operator=(const FileWatch&) = delete;
  // Returns when no call of `changed` is running.
  ~FileWatch();

 private:
  // The files to watch in one folder.
  struct Folder {
    std::set<std::string> names;
    bool all_json = false;
  };

  void watch(const std::filesystem::path& path);
  void run();
  // Adds the names of watched files that have been reported so far.
  void take_events(std::set<std::string>& names);
  // False if the watch must end.
  bool wait_for_event(int milliseconds, bool& came) const;

  const Changed changed_;
  int events_ = -1;                          // inotify
  int stop_ = -1;                            // eventfd
  std::unordered_map<int, Folder> folders_;  // by the number of their watch
  std::thread thread_;
};

}  // namespace wavespeed_mock::cli
