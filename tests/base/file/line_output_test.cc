#include "base/file/line_output.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <thread>

#include "base/file/descriptor.h"

namespace wavespeed_mock::line_output_test {
namespace {

using std::chrono::milliseconds;

class LineOutputTest : public testing::Test {
 protected:
  LineOutputTest() {
    std::array<int, 2> ends{};
    EXPECT_EQ(::pipe2(ends.data(), O_CLOEXEC), 0);
    reading_.emplace(ends[0]);
    writing_.emplace(ends[1]);
    EXPECT_EQ(::fcntl(writing(), F_SETPIPE_SZ, 2 * kPage), 2 * kPage);
  }

  int writing() const { return writing_->number(); }
  void stop_reading() { reading_->close(); }
  // What the pipe has, which must not be empty.
  std::string read() const {
    std::string text(2 * kPage, '\0');
    const ssize_t size = ::read(reading_->number(), text.data(), text.size());
    EXPECT_GT(size, 0);
    text.resize(size < 0 ? 0 : static_cast<std::size_t>(size));
    return text;
  }
  static void write(LineOutput& output, const std::string& line) {
    output.write(line, [](std::uint64_t lost) { return std::to_string(lost) + " lost"; });
  }

  // Fills the pipe.
  void fill(LineOutput& output) const {
    write(output, page_);
    write(output, page_);
  }

  static constexpr int kPage = 4'096;  // a pipe counts in pages
  const std::string page_ = std::string(kPage - 1, 'x');
  const std::string two_pages_ = page_ + '\n' + page_ + '\n';

 private:
  std::optional<Descriptor> reading_;
  std::optional<Descriptor> writing_;
};

TEST_F(LineOutputTest, WritesLines) {
  LineOutput output(writing());
  write(output, "a");
  write(output, "");
  write(output, "b");
  EXPECT_EQ(read(), "a\n\nb\n");
}

TEST_F(LineOutputTest, CutsALineThatAPipeMayNotTakeAtOnce) {
  LineOutput output(writing());
  write(output, page_);
  EXPECT_EQ(read(), page_ + '\n');
  write(output, page_ + 'x');
  const std::string cut = read();
  EXPECT_EQ(cut.size(), LineOutput::kMaxLine);
  EXPECT_TRUE(cut.ends_with("xx…\n")) << cut.substr(cut.size() - 10);
}

TEST_F(LineOutputTest, CountsTheLinesThatAFullPipeDoesNotTake) {
  LineOutput output(writing(), milliseconds(1));
  fill(output);
  for (int i = 0; i < 3; ++i) write(output, "lost");
  EXPECT_EQ(read(), two_pages_);
  write(output, "a");
  write(output, "b");
  EXPECT_EQ(read(), "3 lost\na\nb\n");
}

TEST_F(LineOutputTest, CountsALineThatHasNoSpaceAfterThatOfTheLost) {
  LineOutput output(writing(), milliseconds(1));
  fill(output);
  write(output, "lost");
  EXPECT_EQ(read(), two_pages_);
  // Now it can be told that a line was lost, but a second line has no space.
  ASSERT_EQ(::write(writing(), page_.data(), page_.size()), kPage - 1);
  output.write("lost", [&](std::uint64_t) { return page_; });
  EXPECT_EQ(read(), page_ + page_ + '\n');
  write(output, "a");
  EXPECT_EQ(read(), "1 lost\na\n");
}

TEST_F(LineOutputTest, WaitsForAReader) {
  LineOutput output(writing(), std::chrono::minutes(1));
  fill(output);
  std::thread writer([&] { write(output, "a"); });
  EXPECT_EQ(read(), two_pages_);
  EXPECT_EQ(read(), "a\n");
  writer.join();
}

TEST_F(LineOutputTest, WaitsOnlyOnceForAFullPipe) {
  constexpr milliseconds kWait(300);
  LineOutput output(writing(), kWait);
  fill(output);
  const auto start = std::chrono::steady_clock::now();
  write(output, "lost");
  EXPECT_GE(std::chrono::steady_clock::now() - start, kWait);
  constexpr int kLines = 100;
  for (int i = 0; i < kLines; ++i) write(output, "lost");
  EXPECT_LT(std::chrono::steady_clock::now() - start, kLines * kWait);
}

TEST_F(LineOutputTest, DropsLinesWhenThePipeIsClosed) {
  ::signal(SIGPIPE, SIG_IGN);
  LineOutput output(writing(), std::chrono::minutes(1));
  stop_reading();
  for (int i = 0; i < 3; ++i) write(output, "lost");
}

}  // namespace
}  // namespace wavespeed_mock::line_output_test
