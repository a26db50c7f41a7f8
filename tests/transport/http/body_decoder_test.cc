#include "transport/http/body_decoder.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace wavespeed_mock::transport::body_decoder_test {
namespace {

constexpr std::size_t kMax = 1000;

// The body that a reader for `head` decodes from `sent`, in pieces of any size; `rest` is left for
// the next request.
Outcome<std::string> read(const RequestHead& head, const std::string& sent, std::string& rest) {
  std::optional<Outcome<std::string>> first;
  for (std::size_t piece = std::max<std::size_t>(sent.size(), 1); piece > 0; piece /= 2) {
    BodyDecoder decoder(head, kMax);
    std::string_view left = sent;
    while (!left.empty() && !decoder.done() && !decoder.error()) {
      std::string_view bytes = left.substr(0, piece);
      const std::size_t offered = bytes.size();
      decoder.take(bytes);
      left.remove_prefix(offered - bytes.size());
    }
    rest = left;
    Outcome<std::string> body = decoder.error()  ? Outcome<std::string>(*decoder.error())
                                : decoder.done() ? Outcome<std::string>(decoder.take_body())
                                                 : Outcome<std::string>(decoder.cut_short());
    if (!first) {
      first = std::move(body);
    } else if (*first) {
      EXPECT_TRUE(body && *body == **first) << piece;
    } else {
      EXPECT_TRUE(!body && body.error().message == first->error().message) << piece;
    }
  }
  return *first;
}

TEST(BodyDecoder, FollowsContentLength) {
  std::string rest;
  const Outcome<std::string> body = read({.body_bytes = 5}, "helloGET /", rest);
  ASSERT_TRUE(body);
  EXPECT_EQ(*body, "hello");
  EXPECT_EQ(rest, "GET /");
}

TEST(BodyDecoder, IsEmptyWithoutALength) {
  std::string rest;
  const Outcome<std::string> body = read({}, "GET /", rest);
  ASSERT_TRUE(body);
  EXPECT_EQ(*body, "");
  EXPECT_EQ(rest, "GET /");
}

TEST(BodyDecoder, JoinsChunks) {
  struct Case {
    const char* sent;
    const char* body;
  };
  for (const Case& c :
       {Case{"0\r\n\r\nGET /", ""}, Case{"5\r\nhello\r\n0\r\n\r\nGET /", "hello"},
        Case{"3\r\n\r\n\r\r\n00\r\n\r\nGET /", "\r\n\r"},
        Case{"A\r\n0123456789\r\n001;name=\"v\"\r\nx\r\n0\r\n\r\nGET /", "0123456789x"},
        Case{"1 \r\nx\r\n0\r\nTrailer: 1\r\nOther: 2\r\n\r\nGET /", "x"}}) {
    std::string rest;
    const Outcome<std::string> body = read({.chunked = true}, c.sent, rest);
    ASSERT_TRUE(body) << c.sent;
    EXPECT_EQ(*body, c.body) << c.sent;
    EXPECT_EQ(rest, "GET /") << c.sent;
  }
}

TEST(BodyDecoder, AcceptsABodyAtTheLimit) {
  std::string rest;
  const std::string full(kMax, 'x');
  EXPECT_TRUE(read({.body_bytes = kMax}, full, rest));
  EXPECT_TRUE(read({.chunked = true}, "3e8\r\n" + full + "\r\n0\r\n\r\n", rest));
}

TEST(BodyDecoder, RefusesALongBodyBeforeReadingIt) {
  std::string rest;
  for (const auto& [head, sent] :
       {std::pair{RequestHead{.body_bytes = kMax + 1}, ""},
        std::pair{RequestHead{.chunked = true}, "3e9\r\n"},
        std::pair{RequestHead{.chunked = true}, "1\r\nx\r\n3e8\r\n"},
        std::pair{RequestHead{.chunked = true}, "ffffffffffffffff\r\n"}}) {
    const Outcome<std::string> body = read(head, sent, rest);
    ASSERT_FALSE(body) << sent;
    EXPECT_EQ(body.error().http, 413) << sent;
    EXPECT_EQ(body.error().code, 413) << sent;
    EXPECT_NE(body.error().message.find("1000 bytes"), std::string::npos) << body.error().message;
  }
}

TEST(BodyDecoder, RefusesMalformedChunks) {
  std::string rest;
  for (const char* sent : {"", "hello", "x\r\n", "5x\r\nhello\r\n", "-5\r\nhello\r\n", "\r\n",
                           "5\nhello\r\n", "5\r\nhel", "5\r\nhello", "5\r\nhello!\r\n0\r\n\r\n",
                           "0\r\n", "0\r\nTrailer: 1\r\n", "10000000000000000\r\n"}) {
    const Outcome<std::string> body = read({.chunked = true}, sent, rest);
    ASSERT_FALSE(body) << sent;
    EXPECT_EQ(body.error().http, 400) << sent;
  }
  EXPECT_EQ(read({.body_bytes = 6}, "hello", rest).error().http, 400);
}

TEST(BodyDecoder, RefusesEndlessLines) {
  std::string rest;
  const std::string long_extension = "1;" + std::string(5000, 'x') + "\r\ny\r\n0\r\n\r\n";
  EXPECT_FALSE(read({.chunked = true}, long_extension, rest));
  std::string trailers = "0\r\n";
  for (int i = 0; i < 200; ++i) trailers += "T: 1\r\n";
  EXPECT_FALSE(read({.chunked = true}, trailers + "\r\n", rest));
}

TEST(BodyDecoder, ReportsTheMinimumBytesToCome) {
  BodyDecoder fixed({.body_bytes = 5}, kMax);
  EXPECT_EQ(fixed.certain(), 5U);
  std::string_view bytes = "he";
  fixed.take(bytes);
  EXPECT_EQ(fixed.certain(), 3U);
  BodyDecoder chunks({.chunked = true}, kMax);
  EXPECT_EQ(chunks.certain(), 1U);
  bytes = "a\r\n01";
  chunks.take(bytes);
  EXPECT_EQ(chunks.certain(), 8U);
  EXPECT_TRUE(BodyDecoder({}, kMax).done());
}

}  // namespace
}  // namespace wavespeed_mock::transport::body_decoder_test
