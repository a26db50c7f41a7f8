// Gives the files of a corpus to a target: what ./dev test does with what fuzzing has found.
//
//   fuzz_replay TARGET FILE_OR_FOLDER...
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "fuzz/support/target.h"

namespace {

using wavespeed_mock::fuzz::Target;
using wavespeed_mock::fuzz::targets;

const Target* find_target(std::string_view name) {
  const auto& all = targets();
  const auto found = std::find_if(all.begin(), all.end(),
                                  [&](const Target* target) { return target->name == name; });
  return found == all.end() ? nullptr : *found;
}

std::vector<std::filesystem::path> files_of(char** begin, char** end) {
  std::vector<std::filesystem::path> files;
  for (char** path = begin; path != end; ++path) {
    if (!std::filesystem::is_directory(*path)) {
      files.emplace_back(*path);
      continue;
    }
    for (const auto& entry : std::filesystem::directory_iterator(*path)) {
      if (entry.is_regular_file()) files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

bool replay(const Target& target, const std::filesystem::path& path) {
  // Before the run, because a crash does not name the file.
  std::printf("%s\n", path.filename().string().c_str());
  std::fflush(stdout);
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    std::fprintf(stderr, "%s: cannot be read\n", path.string().c_str());
    return false;
  }
  const std::string input(std::istreambuf_iterator<char>(file), {});
  try {
    target.run(input);
  } catch (const std::exception& problem) {
    std::fprintf(stderr, "%s: %s\n", path.string().c_str(), problem.what());
    return false;
  }
  return true;
}

}  // namespace

int main(int count, char** arguments) {
  const Target* const target = count < 2 ? nullptr : find_target(arguments[1]);
  if (target == nullptr || count < 3) {
    std::fprintf(stderr, "Usage: %s TARGET FILE_OR_FOLDER...\nTargets:", arguments[0]);
    for (const Target* const known : targets()) {
      std::fprintf(stderr, " %s", std::string(known->name).c_str());
    }
    std::fprintf(stderr, "\n");
    return 2;
  }
  wavespeed_mock::fuzz::always_check_completely();
  const auto files = files_of(arguments + 2, arguments + count);
  std::ptrdiff_t failures = std::count_if(files.begin(), files.end(),
                                          [&](const auto& path) { return !replay(*target, path); });
  if (files.empty()) {
    std::fprintf(stderr, "there is no file to replay\n");
    failures = 1;
  }
  std::printf("%zu inputs, %td failures\n", files.size(), failures);
  return failures == 0 ? 0 : 1;
}
