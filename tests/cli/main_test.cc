#include <gtest/gtest.h>
#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <string>

namespace wavespeed_mock::main_test {
namespace {

TEST(Main, FailsIfStdoutCannotBeWritten) {
  FILE* const errors = ::popen("'" WAVESPEED_MOCK_PROGRAM "' schema config 2>&1 >/dev/full", "r");
  ASSERT_NE(errors, nullptr);
  std::array<char, 200> text{};
  const std::size_t size = std::fread(text.data(), 1, text.size(), errors);
  const int status = ::pclose(errors);
  EXPECT_EQ(std::string(text.data(), size), "wavespeed-mock: stdout cannot be written\n");
  EXPECT_EQ(WEXITSTATUS(status), 1);
}

}  // namespace
}  // namespace wavespeed_mock::main_test
