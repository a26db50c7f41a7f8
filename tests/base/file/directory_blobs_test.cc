#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <string>

#include "base/file/blob_store.h"
#include "support/domain_error.h"
#include "support/temp_folder.h"

namespace wavespeed_mock::directory_blobs_test {
namespace {

namespace fs = std::filesystem;

class DirectoryBlobs : public testing::Test {
 protected:
  int files() const {
    int count = 0;
    for (const auto& entry : fs::recursive_directory_iterator(folder_)) {
      if (entry.is_regular_file()) ++count;
    }
    return count;
  }

  const TempFolder temp_;
  const std::filesystem::path& folder_ = temp_.path();
};

TEST_F(DirectoryBlobs, ReturnTheStoredBytes) {
  const auto store = make_directory_blobs(folder_);
  std::string problem;
  const std::string bytes = std::string("\0a\r\n\xff", 5) + std::string(1'000'000, 'x');
  const auto blob = store->put(bytes, problem);
  const auto other = store->put("other", problem);
  ASSERT_NE(blob, nullptr) << problem;
  EXPECT_EQ(blob->size(), bytes.size());
  EXPECT_EQ(blob->read(), bytes);
  EXPECT_EQ(other->read(), "other");
  EXPECT_EQ(files(), 2);
}

TEST_F(DirectoryBlobs, DeleteTheirFiles) {
  auto store = make_directory_blobs(folder_);
  std::string problem;
  auto first = store->put("first", problem);
  auto second = store->put("second", problem);
  first.reset();
  EXPECT_EQ(files(), 1);
  store.reset();
  EXPECT_EQ(second->read(), "second") << "a blob may outlive its store";
  second.reset();
  EXPECT_TRUE(fs::is_empty(folder_)) << "the last blob deletes the folder";
}

TEST_F(DirectoryBlobs, KeepOtherFiles) {
  std::ofstream(folder_ / "mine") << "mine";
  auto one = make_directory_blobs(folder_);
  auto two = make_directory_blobs(folder_);
  std::string problem;
  const auto kept = two->put("two", problem);
  one->put("one", problem);
  one.reset();
  EXPECT_EQ(kept->read(), "two");
  EXPECT_TRUE(fs::exists(folder_ / "mine"));
}

TEST_F(DirectoryBlobs, CreateAMissingDirectory) {
  const auto store = make_directory_blobs(folder_ / "a" / "b");
  EXPECT_TRUE(fs::is_directory(folder_ / "a" / "b"));
}

TEST_F(DirectoryBlobs, ReportAnUnusableDirectory) {
  std::ofstream(folder_ / "file") << "file";
  const fs::path path = folder_ / "file" / "below";
  EXPECT_EQ(error_of([&] { make_directory_blobs(path); }),
            "media directory \"" + path.string() + "\" cannot be used: Not a directory");
}

TEST_F(DirectoryBlobs, ReportADeletedFolder) {
  const auto store = make_directory_blobs(folder_);
  std::string problem;
  const auto blob = store->put("bytes", problem);
  for (const auto& entry : fs::directory_iterator(folder_)) fs::remove_all(entry);
  EXPECT_THROW(blob->read(), std::runtime_error);
  EXPECT_EQ(store->put("more", problem), nullptr);
  EXPECT_EQ(problem, "the media directory cannot be written: No such file or directory");
}

}  // namespace
}  // namespace wavespeed_mock::directory_blobs_test
