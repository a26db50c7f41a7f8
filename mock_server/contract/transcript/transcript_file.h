// A transcript that is being written. Each line is in the file once write() has returned, so that
// an interrupted recording is a whole transcript of what was recorded until then.
//
// May be used from any thread.
#pragma once

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <mutex>

#include "contract/transcript/transcript.h"

namespace wavespeed_mock {

class TranscriptFile {
 public:
  // Writes the header. Throws ConfigError when there is a file already, since recordings may have
  // cost money, or when it cannot be written.
  TranscriptFile(const std::filesystem::path& path, const TranscriptHeader& header);

  // Writes it as it is: what must not be read is taken out before (see Redaction). Throws
  // std::runtime_error when the disk is full.
  void write(const RecordedExchange& exchange);

  // Exchanges in the file.
  std::size_t count() const;

 private:
  void write_line(std::string line);

  mutable std::mutex mutex_;
  std::ofstream file_;
  std::size_t count_ = 0;
};

}  // namespace wavespeed_mock
