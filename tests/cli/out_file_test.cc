#include "cli/out_file.h"

#include <gtest/gtest.h>

#include "support/domain_error.h"
#include "support/temp_folder.h"

namespace wavespeed_mock::cli::out_file_test {
namespace {

TEST(OutFile, ExistsFromTheStartAndReplacesAnEarlierFile) {
  const TempFolder folder;
  folder.write("report", "old");
  OutFile file(folder.file("report"));
  EXPECT_EQ(text_of_file(folder.file("report")), "");
  file.write("new\n");
  EXPECT_EQ(text_of_file(folder.file("report")), "new\n");
}

TEST(OutFile, ReportsAtOnceThatItCannotBeWritten) {
  const TempFolder folder;
  const std::string path = folder.file("no/report").string();
  EXPECT_EQ(error_of([&] { OutFile file(path); }),
            "the report \"" + path + "\" cannot be written: No such file or directory");
}

TEST(OutFile, ReportsAFullDisk) {
  OutFile full("/dev/full");
  EXPECT_EQ(error_of([&] { full.write("report"); }),
            "the report \"/dev/full\" cannot be written: No space left on device");
}

}  // namespace
}  // namespace wavespeed_mock::cli::out_file_test
