#include "contract/transcript/transcript_file.h"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

#include "support/domain_error.h"
#include "support/temp_folder.h"
#include "support/transcripts.h"

namespace wavespeed_mock::transcript_file_test {
namespace {

TEST(TranscriptFile, IsFlushedAfterEachLine) {
  const TempFolder folder;
  TranscriptFile file(folder.file("t.jsonl"), {.upstream = "https://api.test"});
  EXPECT_EQ(read_transcript(folder.file("t.jsonl")).header.upstream, "https://api.test");
  for (std::size_t i = 1; i <= 3; ++i) {
    file.write(json_exchange("GET", "/" + std::to_string(i), "", "{}"));
    EXPECT_EQ(file.count(), i);
    EXPECT_EQ(read_transcript(folder.file("t.jsonl")).exchanges.size(), i);
  }
}

TEST(TranscriptFile, AcceptsLinesFromSeveralThreads) {
  const TempFolder folder;
  TranscriptFile file(folder.file("t.jsonl"), {});
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      for (int k = 0; k < 20; ++k) file.write(json_exchange("GET", "/", "", "{}"));
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(read_transcript(folder.file("t.jsonl")).exchanges.size(), 80U);
}

TEST(TranscriptFile, NeverOverwritesAFile) {
  const TempFolder folder;
  std::ofstream(folder.file("t.jsonl")) << "precious";
  const std::string error = error_of([&] { TranscriptFile(folder.file("t.jsonl"), {}); });
  EXPECT_NE(error.find("already exists; name a new file"), std::string::npos) << error;
  EXPECT_EQ(text_of_file(folder.file("t.jsonl")), "precious");
}

TEST(TranscriptFile, ReportsWriteErrors) {
  const TempFolder folder;
  const std::string error = error_of([&] { TranscriptFile(folder.file("no/t"), {}); });
  EXPECT_NE(error.find("cannot be written: No such file"), std::string::npos) << error;
}

}  // namespace
}  // namespace wavespeed_mock::transcript_file_test
