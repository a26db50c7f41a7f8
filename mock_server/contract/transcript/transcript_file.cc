#include "contract/transcript/transcript_file.h"

#include <cerrno>
#include <stdexcept>
#include <string>
#include <system_error>

#include "base/text/system_error_text.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock {

TranscriptFile::TranscriptFile(const std::filesystem::path& path, const TranscriptHeader& header) {
  const std::string name = "transcript \"" + path.string() + '"';
  std::error_code ignored;
  if (std::filesystem::exists(path, ignored)) {
    throw ConfigError(name + " already exists; name a new file, or remove it");
  }
  errno = 0;
  file_.open(path, std::ios::binary | std::ios::trunc);
  if (!file_) {
    throw ConfigError(name + " cannot be written: " + system_error_text(errno));
  }
  write_line(to_line(header));
}

void TranscriptFile::write(const RecordedExchange& exchange) {
  std::string line = to_line(exchange);
  const std::lock_guard lock(mutex_);
  write_line(std::move(line));
  ++count_;
}

std::size_t TranscriptFile::count() const {
  const std::lock_guard lock(mutex_);
  return count_;
}

void TranscriptFile::write_line(std::string line) {
  line += '\n';
  file_.write(line.data(), static_cast<std::streamsize>(line.size()));
  file_.flush();
  if (!file_) throw std::runtime_error("the transcript cannot be written; is the disk full?");
}

}  // namespace wavespeed_mock
