// The files that a check is about, each once, with what was found wrong in it.
//
// One thread's own.
#pragma once

#include <deque>
#include <filesystem>
#include <map>
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
  bool is_given = false;  // by the user, and not only by a config file
  bool is_guess = false;  // its kind is told by its content only
  // The kinds that config files name it as, by the index of the config file in the list.
  std::map<std::size_t, std::set<FileKind>> named{};

  // Whether a mock with the config file at index `config`, or with none for nullopt, reads this
  // file as one of `kind`.
  bool is_read_as(FileKind kind, std::optional<std::size_t> config) const {
    if (!checked.kind) return false;
    if (is_given && checked.kind == kind) return true;
    const auto found = config ? named.find(*config) : named.end();
    return found != named.end() && found->second.contains(kind);
  }
};

class FileList {
 public:
  // A file, or the *.json and *.jsonl files of a folder. What cannot be read is listed with a
  // problem and without a kind.
  void add(const std::filesystem::path& path, std::optional<FileKind> kind);
  // A file that the config file at index `config` names as one of `kind`. That decides the kind
  // where it was only guessed from the content. The config file itself is left out.
  void add_named(const std::filesystem::path& path, FileKind kind, std::size_t config);

  // Addresses stay while files are added.
  std::deque<ListedFile>& files() { return files_; }

  // Adds a problem to the file that the message begins with, or else to `otherwise`, whose name is
  // then put in front. A message is added once only.
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
