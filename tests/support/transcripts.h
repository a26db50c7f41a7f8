// Exchanges and files for tests of transcripts.
#pragma once

#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <utility>

#include "contract/transcript.h"

namespace wavespeed_mock {

inline RecordedExchange exchange_of(Request request, Response response) {
  return {.request = std::move(request), .response = std::move(response)};
}

inline RecordedExchange json_exchange(std::string method, std::string target, std::string body,
                                      std::string answer, int status = 200) {
  return exchange_of(
      {.method = std::move(method),
       .target = std::move(target),
       .headers = {{"Authorization", "Bearer a-key"}, {"Content-Type", "application/json"}},
       .body = std::move(body)},
      {.status = status,
       .headers = {{"Content-Type", "application/json"}},
       .body = std::move(answer)});
}

inline std::string text_of_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// A folder that goes with its test.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "transcripts_XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no folder " + name);
    path_ = name;
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  std::filesystem::path file(const std::string& name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

}  // namespace wavespeed_mock
