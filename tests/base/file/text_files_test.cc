#include "base/file/text_files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

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
            "cannot read the case file " + here + "/none");
  EXPECT_EQ(error_of([&] { read_text_file(folder_, "case"); }),
            "cannot read the case file " + here);
}

}  // namespace
}  // namespace wavespeed_mock::text_files_test
