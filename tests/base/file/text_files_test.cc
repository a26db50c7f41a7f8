#include "base/file/text_files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <unistd.h>

#include <fstream>
#include <string>

#include "support/domain_error.h"
#include "support/temp_folder.h"

namespace wavespeed_mock::text_files_test {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;

class TextFiles : public ::testing::Test {
 protected:
  fs::path write(const std::string& name, const std::string& text) const {
    std::ofstream(folder_ / name, std::ios::binary) << text;
    return folder_ / name;
  }

  const TempFolder temp_;
  const std::filesystem::path& folder_ = temp_.path();
};

TEST_F(TextFiles, AreReadCompletely) {
  EXPECT_EQ(read_text_file(write("a", std::string("a\0\r\nb", 5)), "x"),
            std::string("a\0\r\nb", 5));
  EXPECT_EQ(read_text_file(write("empty", ""), "x"), "");
}

TEST_F(TextFiles, AreReadFromAFolderInOrderOfName) {
  const fs::path b = write("b.json", "");
  const fs::path a = write("a.json", "");
  write("c.txt", "");
  EXPECT_THAT(json_files_at(folder_, "x"), ElementsAre(a, b));
  EXPECT_THAT(json_files_at(folder_ / "c.txt", "x"), ElementsAre(folder_ / "c.txt"));
}

TEST_F(TextFiles, ReportUnreadablePaths) {
  const std::string here = folder_.string();
  EXPECT_EQ(error_of([&] { json_files_at(folder_ / "none", "case"); }),
            "there is no case file or folder " + here + "/none");
  EXPECT_EQ(error_of([&] { json_files_at(folder_, "case"); }),
            "the case folder " + here + " has no *.json file");
  EXPECT_EQ(error_of([&] { read_text_file(folder_ / "none", "case"); }),
            "cannot read the case file " + here + "/none: No such file or directory");
  EXPECT_EQ(error_of([&] { read_text_file(folder_, "case"); }),
            "cannot read the case file " + here + ": Is a directory");
  EXPECT_EQ(file_text("/proc/self/mem").problem, "Input/output error");
  const fs::path loop = folder_ / "loop";
  fs::create_symlink(loop, loop);
  EXPECT_EQ(file_text(loop).problem, "Too many levels of symbolic links");
  EXPECT_THAT(json_files_at(loop, "case"), ElementsAre(loop));
  write("a", "");
  EXPECT_EQ(file_text(folder_ / std::string("a\0b", 3)).problem, "its name has a NUL byte");
}

TEST_F(TextFiles, AreLimitedInSize) {
  const fs::path path = write("a", "12345");
  EXPECT_EQ(file_text(path, 5).text, "12345");
  EXPECT_EQ(file_text(path, 4).problem, "it has more than 4 bytes");
  EXPECT_EQ(file_text(path, 4).text, "");
  // Of another kind, more is allowed.
  fs::resize_file(path, kMaxTextFile + 1);
  EXPECT_EQ(file_text(path, kMaxTextFile + 1).text.size(), kMaxTextFile + 1);
  EXPECT_EQ(error_of([&] { read_text_file(path, "case"); }),
            "cannot read the case file " + path.string() + ": it has more than 67108864 bytes");
}

TEST_F(TextFiles, WithoutAnEndAreRefused) {
  EXPECT_EQ(file_text("/dev/zero").problem, "it has more than 67108864 bytes");
  EXPECT_EQ(file_text("/dev/zero", kMaxTextFile * 16).problem, "it has more than 67108864 bytes");
  EXPECT_EQ(file_text("/dev/zero", 70'000).problem, "it has more than 70000 bytes");
}

TEST_F(TextFiles, CanBePipesAndFilesThatTellNoSize) {
  EXPECT_EQ(file_text("/proc/self/comm").problem, "");
  EXPECT_NE(file_text("/proc/self/comm").text, "");
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  ASSERT_EQ(::write(ends[1], "text", 4), 4);
  ::close(ends[1]);
  EXPECT_EQ(read_text_file("/proc/self/fd/" + std::to_string(ends[0]), "x"), "text");
  ::close(ends[0]);
}

}  // namespace
}  // namespace wavespeed_mock::text_files_test
