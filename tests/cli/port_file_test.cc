#include "cli/port_file.h"

#include <gtest/gtest.h>

#include "support/domain_error.h"
#include "support/temp_folder.h"

namespace wavespeed_mock::cli::port_file_test {
namespace {

TEST(PortFile, ExistsAsLongAsTheServer) {
  const TempFolder folder;
  {
    const PortFile file(folder.file("port"), 4711);
    EXPECT_EQ(text_of_file(folder.file("port")), "4711\n");
  }
  EXPECT_FALSE(std::filesystem::exists(folder.file("port")));
}

TEST(PortFile, ReportsThatItCannotBeWritten) {
  const TempFolder folder;
  const std::string error = error_of([&] { PortFile(folder.file("no/port"), 1); });
  EXPECT_NE(error.find("cannot be written: No such file"), std::string::npos) << error;
}

}  // namespace
}  // namespace wavespeed_mock::cli::port_file_test
