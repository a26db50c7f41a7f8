#include "cli/file_watch.h"

#include <gtest/gtest.h>

#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "wavespeed_mock/error.h"

namespace wavespeed_mock::cli::file_watch_test {
namespace {

namespace fs = std::filesystem;
using Names = std::set<std::string>;

class FileWatchTest : public testing::Test {
 protected:
  FileWatchTest() {
    std::string name = (fs::temp_directory_path() / "file_watch_XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
  }
  ~FileWatchTest() override { fs::remove_all(folder_); }

  void write(const std::string& name, const std::string& text) const {
    std::ofstream(folder_ / name) << text;
  }
  FileWatch::Changed remember() {
    return [this](const std::set<std::string>& names) {
      const std::lock_guard lock(mutex_);
      calls_.push_back(names);
      called_.notify_all();
    };
  }
  // The names of the next call; fails if none comes within a generous time limit.
  std::set<std::string> next_call() {
    std::unique_lock lock(mutex_);
    called_.wait_for(lock, std::chrono::seconds(30), [&] { return calls_.size() > taken_; });
    return taken_ < calls_.size() ? calls_[taken_++] : std::set<std::string>{};
  }

  fs::path folder_;
  std::mutex mutex_;
  std::condition_variable called_;
  std::vector<std::set<std::string>> calls_;
  std::size_t taken_ = 0;
};

TEST_F(FileWatchTest, ReportsAFileThatIsWrittenOrReplaced) {
  write("a.json", "1");
  const FileWatch watch({folder_ / "a.json"}, remember());
  write("a.json", "2");
  EXPECT_EQ(next_call(), Names{"a.json"});
  write("new", "3");
  fs::rename(folder_ / "new", folder_ / "a.json");
  EXPECT_EQ(next_call(), Names{"a.json"});
}

TEST_F(FileWatchTest, ReportsChangesInAFolder) {
  const FileWatch watch({folder_}, remember());
  write("b.json", "1");
  EXPECT_EQ(next_call(), Names{"b.json"});
  fs::remove(folder_ / "b.json");
  EXPECT_EQ(next_call(), Names{"b.json"});
}

// The watched file changes last. Its call is the first one, and names no other file.
TEST_F(FileWatchTest, IsSilentAboutOtherFiles) {
  const FileWatch file({folder_ / "a.json"}, remember());
  write("b.json", "1");
  write("a.json.swp", "1");
  write("a.json", "1");
  EXPECT_EQ(next_call(), Names{"a.json"});
}

TEST_F(FileWatchTest, EndsAtOnceAndRefusesMissingFiles) {
  { const FileWatch watch({folder_}, remember()); }
  EXPECT_THROW(FileWatch({folder_ / "gone" / "a.json"}, remember()), ConfigError);
}

}  // namespace
}  // namespace wavespeed_mock::cli::file_watch_test
