#include "load_generator/answer_reader.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

namespace wavespeed_mock::load::answer_reader_test {
namespace {

constexpr const char* kSized =
    "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nCONTENT-length:  5 \r\n\r\nhello";
constexpr const char* kChunked =
    "HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n"
    "3;name=value\r\nhel\r\nA\r\nlo, world!\r\n0\r\nTrailer: yes\r\n\r\n";

AnswerReader reading(bool keep_body = true) {
  AnswerReader reader;
  reader.begin(keep_body);
  return reader;
}

TEST(AnswerReader, ReadsAResponseOfKnownLength) {
  AnswerReader reader = reading();
  EXPECT_EQ(reader.feed(kSized), std::string(kSized).size());
  EXPECT_TRUE(reader.whole());
  EXPECT_EQ(reader.status(), 200);
  EXPECT_EQ(reader.body(), "hello");
  EXPECT_TRUE(reader.keeps_alive());
}

TEST(AnswerReader, ReadsChunks) {
  AnswerReader reader = reading();
  EXPECT_EQ(reader.feed(kChunked), std::string(kChunked).size());
  EXPECT_TRUE(reader.whole());
  EXPECT_EQ(reader.status(), 201);
  EXPECT_EQ(reader.body(), "hello, world!");
}

// The network may split the response anywhere.
TEST(AnswerReader, ReadsAResponseInAnyPieces) {
  for (const std::string text : {kSized, kChunked}) {
    for (std::size_t cut = 1; cut < text.size(); ++cut) {
      AnswerReader reader = reading();
      EXPECT_EQ(reader.feed(text.substr(0, cut)), cut);
      ASSERT_FALSE(reader.whole()) << cut;
      ASSERT_FALSE(reader.unreadable()) << cut;
      EXPECT_EQ(reader.feed(text.substr(cut)), text.size() - cut);
      ASSERT_TRUE(reader.whole()) << cut;
      EXPECT_TRUE(reader.body().starts_with("hello"));
    }
    AnswerReader reader = reading();
    for (const char c : text) {
      ASSERT_FALSE(reader.whole());
      EXPECT_EQ(reader.feed({&c, 1}), 1U);
    }
    EXPECT_TRUE(reader.whole());
  }
}

TEST(AnswerReader, LeavesTheBytesOfTheNextResponse) {
  AnswerReader reader = reading();
  const std::string two =
      std::string(kSized) + "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n";
  const std::size_t used = reader.feed(two);
  EXPECT_EQ(used, std::string(kSized).size());
  reader.begin(true);
  EXPECT_EQ(reader.feed(two.substr(used)), two.size() - used);
  EXPECT_TRUE(reader.whole());
  EXPECT_EQ(reader.status(), 404);
  EXPECT_EQ(reader.body(), "");
}

TEST(AnswerReader, KeepsABodyOnlyOnRequest) {
  AnswerReader reader = reading(false);
  reader.feed(kSized);
  EXPECT_TRUE(reader.whole());
  EXPECT_EQ(reader.body(), "");
  reader.begin(false);
  reader.feed("HTTP/1.1 429 Too Many Requests\r\nContent-Length: 4\r\n\r\nstop");
  EXPECT_EQ(reader.body(), "stop");
  reader.begin(false);
  reader.feed(kSized);
  EXPECT_EQ(reader.body(), "");
}

TEST(AnswerReader, EndsABodyWithoutLengthAtTheEndOfTheConnection) {
  AnswerReader reader = reading();
  reader.feed("HTTP/1.1 200 OK\r\n\r\nhello");
  EXPECT_FALSE(reader.whole());
  reader.end();
  EXPECT_TRUE(reader.whole());
  EXPECT_EQ(reader.body(), "hello");
  EXPECT_FALSE(reader.keeps_alive());
}

TEST(AnswerReader, IsIncompleteWhenTheConnectionEndsEarly) {
  for (const std::string text : {kSized, kChunked}) {
    for (std::size_t cut = 0; cut < text.size(); ++cut) {
      AnswerReader reader = reading();
      reader.feed(text.substr(0, cut));
      reader.end();
      EXPECT_FALSE(reader.whole()) << cut;
      EXPECT_TRUE(reader.unreadable()) << cut;
    }
  }
}

TEST(AnswerReader, ReadsResponsesWithoutABody) {
  for (const char* const head : {"HTTP/1.1 204 No Content\r\n\r\n",
                                 "HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n"}) {
    AnswerReader reader = reading();
    reader.feed(head);
    EXPECT_TRUE(reader.whole()) << head;
  }
}

TEST(AnswerReader, SkipsInterimResponses) {
  AnswerReader reader = reading();
  reader.feed(
      std::string("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n") +
      kSized);
  EXPECT_TRUE(reader.whole());
  EXPECT_EQ(reader.status(), 200);
}

TEST(AnswerReader, KnowsWhetherTheConnectionStaysOpen) {
  struct Case {
    const char* head;
    bool keeps_alive;
  };
  for (const Case& one :
       {Case{"HTTP/1.1 200 OK\r\n", true}, Case{"HTTP/1.1 200 OK\r\nConnection: close\r\n", false},
        Case{"HTTP/1.1 200 OK\r\nConnection: x, Close\r\n", false},
        Case{"HTTP/1.0 200 OK\r\n", false},
        Case{"HTTP/1.0 200 OK\r\nConnection: Keep-Alive\r\n", true}}) {
    AnswerReader reader = reading();
    reader.feed(std::string(one.head) + "Content-Length: 0\r\n\r\n");
    EXPECT_TRUE(reader.whole()) << one.head;
    EXPECT_EQ(reader.keeps_alive(), one.keeps_alive) << one.head;
  }
}

TEST(AnswerReader, RefusesInvalidHttp) {
  for (const char* const text :
       {"SSH-2.0-OpenSSH_9.2\r\n\r\n", "HTTP/2 200 OK\r\n\r\n", "HTTP/1.1 2x0 OK\r\n\r\n",
        "HTTP/1.1 099 OK\r\n\r\n", "HTTP/1.1 200 OK\r\nno field\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: five\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length:\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\na"}) {
    AnswerReader reader = reading();
    reader.feed(text);
    EXPECT_TRUE(reader.unreadable()) << text;
  }
}

TEST(AnswerReader, LimitsTheHeadAndChunkLines) {
  const std::string start = "HTTP/1.1 200 OK\r\n";
  const auto head = [&](std::size_t size) {
    const std::string fields = start + "Content-Length: 0\r\nA: ";
    return fields + std::string(size - fields.size() - 4, 'x') + "\r\n\r\n";
  };
  const auto chunked = [&](std::size_t line) {
    return start + "Transfer-Encoding: chunked\r\n\r\n1;" + std::string(line - 4, 'x') +
           "\r\nx\r\n0\r\n\r\n";
  };
  // In one piece and in several.
  for (const std::size_t piece : {1'000'000, 1'024, 1'000}) {
    const auto is_whole = [&](std::string_view sent) {
      AnswerReader reader = reading();
      for (; !sent.empty() && !reader.unreadable();
           sent.remove_prefix(std::min(piece, sent.size()))) {
        reader.feed(sent.substr(0, piece));
      }
      EXPECT_NE(reader.whole(), reader.unreadable());
      return reader.whole();
    };
    EXPECT_TRUE(is_whole(head(256 * 1'024)));
    EXPECT_FALSE(is_whole(head(256 * 1'024 + 1)));
    EXPECT_TRUE(is_whole(chunked(16 * 1'024)));
    EXPECT_FALSE(is_whole(chunked(16 * 1'024 + 1)));
  }
}

TEST(AnswerReader, LimitsAHeadAndAChunkLineWithoutAnEnd) {
  AnswerReader head = reading();
  head.feed(std::string(256 * 1'024 + 1, 'x'));
  EXPECT_TRUE(head.unreadable());
  AnswerReader line = reading();
  line.feed("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
  line.feed(std::string(16 * 1'024 + 1, '0'));
  EXPECT_TRUE(line.unreadable());
}

TEST(AnswerReader, KeepsTheFirstMebibyteOfABody) {
  AnswerReader reader = reading();
  reader.feed("HTTP/1.1 500 Oops\r\nTransfer-Encoding: chunked\r\n\r\n");
  const std::string chunk = "80000\r\n" + std::string(0x80000, 'x') + "\r\n";
  for (int i = 0; i < 3; ++i) reader.feed(chunk);
  reader.feed("0\r\n\r\n");
  EXPECT_TRUE(reader.whole());
  EXPECT_EQ(reader.body().size(), 1U << 20U);
}

}  // namespace
}  // namespace wavespeed_mock::load::answer_reader_test
