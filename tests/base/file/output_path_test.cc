#include "base/file/output_path.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "support/temp_folder.h"

namespace wavespeed_mock::output_path_test {
namespace {

namespace fs = std::filesystem;

TEST(OutputProblem, IsNoneWhereAFileCanBeWritten) {
  const TempFolder folder;
  EXPECT_EQ(output_problem(folder.write("old", "text")), "");
  EXPECT_EQ(output_problem(folder.file("new")), "");
  EXPECT_EQ(output_problem("/dev/null"), "");
  EXPECT_EQ(output_problem("not-there-yet.txt"), "");
}

TEST(OutputProblem, NamesTheProblem) {
  const TempFolder folder;
  EXPECT_EQ(output_problem(folder.file("no/report")), "No such file or directory");
  EXPECT_EQ(output_problem(folder.path()), "Is a directory");
  EXPECT_EQ(output_problem(folder.path() / "new" / ""), "Is a directory");
  EXPECT_EQ(output_problem(folder.write("file", "") / "report"), "Not a directory");
  EXPECT_EQ(output_problem(""), "No such file or directory");
  EXPECT_EQ(output_problem(folder.file(std::string(300, 'a'))), "File name too long");
  EXPECT_EQ(output_problem(folder.file(std::string("a\0b", 3))), "its name has a NUL byte");
}

TEST(OutputProblem, IsFoundWithoutAChange) {
  const TempFolder folder;
  EXPECT_EQ(output_problem(folder.file("new")), "");
  EXPECT_EQ(output_problem(folder.write("old", "text")), "");
  EXPECT_FALSE(fs::exists(folder.file("new")));
  EXPECT_EQ(fs::file_size(folder.file("old")), 4U);
}

}  // namespace
}  // namespace wavespeed_mock::output_path_test
