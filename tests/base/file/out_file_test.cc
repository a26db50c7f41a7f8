#include "base/file/out_file.h"

#include <gtest/gtest.h>

#include "support/domain_error.h"
#include "support/temp_folder.h"

namespace wavespeed_mock::out_file_test {
namespace {

TEST(OutFile, ReplacesAnEarlierFileWhenItIsWritten) {
  const TempFolder folder;
  folder.write("report", "old");
  const OutFile file(folder.file("report"));
  EXPECT_EQ(text_of_file(folder.file("report")), "old");
  file.write("new\n");
  EXPECT_EQ(text_of_file(folder.file("report")), "new\n");
}

TEST(OutFile, IsNotCreatedBeforeItIsWritten) {
  const TempFolder folder;
  const OutFile file(folder.file("report"));
  EXPECT_FALSE(std::filesystem::exists(folder.file("report")));
}

TEST(OutFile, ReportsAtOnceThatItCannotBeWritten) {
  const TempFolder folder;
  const std::string path = folder.file("no/report").string();
  EXPECT_EQ(error_of([&] { OutFile file(path); }),
            "the report \"" + path + "\" cannot be written: No such file or directory");
  EXPECT_EQ(error_of([&] { check_output(folder.path(), "port file"); }),
            "port file \"" + folder.path().string() + "\" cannot be written: Is a directory");
}

TEST(OutFile, ReportsAFullDisk) {
  OutFile full("/dev/full");
  EXPECT_EQ(error_of([&] { full.write("report"); }),
            "the report \"/dev/full\" cannot be written: No space left on device");
}

}  // namespace
}  // namespace wavespeed_mock::out_file_test
