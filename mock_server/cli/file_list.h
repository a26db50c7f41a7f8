// The files that a check is about, each once, with what was found wrong in it.
//
// One thread's own.
#pragma once

#include <deque>
#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "cli/file_check.h"

namespace wavespeed_mock::cli {

struct ListedFile {
  CheckedFile checked;
  std::filesystem::path path;
  std::string text;
  bool is_given = false;           // by the user, and not only by a config file
  std::set<std::size_t> namers{};  // the places of the config files that name it

  // Whether a mock with that config file reads it; with none, for nullopt.
  bool belongs_to(std::optional<std::size_t> config) const {
    return is_given || (config && namers.contains(*config));
  }
};

class FileList {
 public:
  // A file, or the *.json and *.jsonl files of a folder. What cannot be read is listed with a
  // problem and without a kind.
  void add(const std::filesystem::path& path, std::optional<FileKind> kind);
  // A file that the config file at that place names.
  void add_named(const std::filesystem::path& path, FileKind kind, std::size_t config);

  // Addresses stay while files are added.
  std::deque<ListedFile>& files() { return files_; }

  // Adds a problem to the file that the message begins with, or else to `otherwise`, whose name is
  // then put in front. The same message counts once.
  void report(std::string message, ListedFile& otherwise);

 private:
  static std::string identity_of(const std::filesystem::path& path);
  ListedFile& listed(const std::filesystem::path& path);
  ListedFile& add_file(const std::filesystem::path& path, std::optional<FileKind> kind);
  void refuse(const std::filesystem::path& path, std::string_view problem);

  std::deque<ListedFile> files_;
  // Into `files_`.
  std::unordered_map<std::string, ListedFile*> by_name_;
  std::unordered_map<std::string, ListedFile*> by_identity_;
  std::unordered_set<std::string> reported_;  // the file's name and the problem
};

}  // namespace wavespeed_mock::cli
