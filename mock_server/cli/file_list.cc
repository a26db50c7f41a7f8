#include "cli/file_list.h"

#include <algorithm>
#include <system_error>
#include <utility>
#include <vector>

#include "base/file/text_files.h"
#include "base/text/quoting.h"
#include "contract/transcript/transcript.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock::cli {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> files_in(const fs::path& folder, std::error_code& error) {
  std::vector<fs::path> files;
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
    const fs::path extension = it->path().extension();
    if (extension == ".json" || extension == ".jsonl") files.push_back(it->path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

// Throws ConfigError.
std::string text_of(const fs::path& path, std::optional<FileKind> kind) {
  const bool is_long = kind ? kind == FileKind::transcript : path.extension() == ".jsonl";
  FileText file = file_text(path, is_long ? kMaxTranscriptFile : kMaxTextFile);
  if (!file.problem.empty()) {
    throw ConfigError(path.string() + ": cannot be read: " + file.problem);
  }
  if (file.text.find_first_not_of(" \t\r\n") == std::string::npos) {
    throw ConfigError(path.string() + ": is empty");
  }
  return std::move(file.text);
}

}  // namespace

void FileList::add(const fs::path& path, std::optional<FileKind> kind) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (status.type() == fs::file_type::not_found) {
    return refuse(path, "there is no such file or folder");
  }
  if (!fs::is_directory(status)) {
    add_file(path, kind).is_given = true;
    return;
  }
  const std::vector<fs::path> files = files_in(path, error);
  if (error) return refuse(path, "cannot be read: " + error.message());
  if (files.empty()) return refuse(path, "the folder has no *.json and no *.jsonl file");
  for (const fs::path& file : files) add_file(file, kind).is_given = true;
}

void FileList::add_named(const fs::path& path, FileKind kind, std::size_t config) {
  ListedFile& file = add_file(path, kind);
  if (&file == &files_[config]) return;
  file.named[config].insert(kind);
  if (!file.is_guess || file.checked.kind == FileKind::config) return;
  if (!file.checked.kind) file.checked.problems.clear();  // its content did not tell the kind
  file.checked.kind = kind;
  file.is_guess = false;
}

void FileList::report(std::string message, ListedFile& otherwise) {
  message = one_line(message);
  ListedFile* owner = nullptr;
  // Names may contain ": "; the longest counts.
  for (std::size_t at = message.rfind(": "); at != std::string::npos && owner == nullptr;
       at = at == 0 ? std::string::npos : message.rfind(": ", at - 1)) {
    const auto named = by_name_.find(message.substr(0, at));
    if (named != by_name_.end()) owner = named->second;
  }
  ListedFile& file = owner != nullptr ? *owner : otherwise;
  const std::string line =
      owner != nullptr ? message : one_line(otherwise.checked.name) + ": " + message;
  if (reported_.insert(file.checked.name + '\n' + line).second)
    file.checked.problems.push_back(line);
}

// One file may have several paths.
std::string FileList::identity_of(const fs::path& path) {
  std::error_code error;
  const fs::path canonical = fs::canonical(path, error);
  return error ? path.string() : canonical.string();
}

ListedFile& FileList::listed(const fs::path& path) {
  ListedFile& file = files_.emplace_back();
  file.checked.name = path.string();
  file.path = path;
  by_name_.try_emplace(one_line(file.checked.name), &file);
  by_identity_.try_emplace(identity_of(path), &file);
  return file;
}

ListedFile& FileList::add_file(const fs::path& path, std::optional<FileKind> kind) {
  const auto known = by_identity_.find(identity_of(path));
  if (known != by_identity_.end()) return *known->second;
  ListedFile& file = listed(path);
  try {
    file.text = text_of(path, kind);
    file.is_guess = !kind;
    file.checked.kind = kind ? *kind : kind_of_text(file.text, path.string());
  } catch (const ConfigError& error) {
    file.checked.problems.emplace_back(error.what());
  }
  return file;
}

void FileList::refuse(const fs::path& path, std::string_view problem) {
  ListedFile& file = listed(path);
  file.is_given = true;
  report(std::string(problem), file);
}

}  // namespace wavespeed_mock::cli
