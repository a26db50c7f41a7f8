#include "transport/client/answer_parser.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace wavespeed_mock::transport::answer_parser_test {
namespace {

using ::testing::StartsWith;

constexpr AnswerBody kAnyBody{.max = 1'000'000};

std::string text_of(Response answer) {
  std::string text = std::to_string(answer.status);
  for (const Header& field : answer.headers) text += '|' + field.name + '=' + field.value;
  return text + '|' + answer.body;
}

// The answer as "STATUS|NAME=VALUE|BODY", or why there is none. `piece` bytes come at once.
std::string read(std::string_view bytes, std::size_t piece, AnswerBody body, bool to_head) {
  AnswerParser parser(to_head, body);
  for (std::size_t at = 0; at < bytes.size(); at += piece) parser.take(bytes.substr(at, piece));
  if (!parser.is_done()) parser.end();
  EXPECT_TRUE(parser.is_done());
  return parser.problem().empty() ? text_of(parser.take_answer()) : parser.problem();
}

std::string read(std::string_view bytes, AnswerBody body = kAnyBody, bool to_head = false) {
  const std::string whole = read(bytes, bytes.size(), body, to_head);
  EXPECT_EQ(read(bytes, 1, body, to_head), whole) << "byte by byte";
  EXPECT_EQ(read(bytes, 7, body, to_head), whole) << "in pieces";
  return whole;
}

TEST(AnswerParser, ReadsABodyOfEachKind) {
  EXPECT_EQ(read("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX-A:  b \r\n\r\nhello and more"),
            "200|Content-Length=5|X-A=b|hello");
  EXPECT_EQ(read("HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n3;a=b\r\nhel\r\n2\r\nlo\r\n"
                 "0\r\nX-Trailer: t\r\n\r\n"),
            "200|Transfer-Encoding=Chunked|hello");
  EXPECT_EQ(read("HTTP/1.0 500 Oh\r\n\r\nto the end"), "500|to the end");
  EXPECT_EQ(read("HTTP/1.1 200 OK\r\n\r\n"), "200|");
  EXPECT_EQ(read("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"), "200|Content-Length=0|");
}

TEST(AnswerParser, KnowsAnswersWithoutABody) {
  EXPECT_EQ(read("HTTP/1.1 204 No Content\r\n\r\n"), "204|");
  EXPECT_EQ(read("HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n"),
            "304|Content-Length=5|");
  EXPECT_EQ(read("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n", kAnyBody, true),
            "200|Content-Length=5|");
}

TEST(AnswerParser, KeepsFieldsAsTheyCame) {
  EXPECT_EQ(read("HTTP/1.1 200 OK\r\nb: 1\r\nA: %0D%0A\r\nB: 2\r\nEmpty:\r\nFolded: a\r\n  b\r\n"
                 "Content-Length: 0\r\nContent-Length: 0\r\n\r\n"),
            "200|b=1|A=%0D%0A|B=2|Empty=|Folded=a b|Content-Length=0|Content-Length=0|");
}

TEST(AnswerParser, PassesOverInterimAnswers) {
  EXPECT_EQ(read("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\n"
                 "HTTP/1.1 201\r\nContent-Length: 2\r\n\r\nok"),
            "201|Content-Length=2|ok");
  EXPECT_EQ(read("HTTP/1.1 101 Switching Protocols\r\n\r\n"),
            "the response changes the protocol (101), which was not asked for");
}

TEST(AnswerParser, NamesWhatIsMalformed) {
  const std::string head = "HTTP/1.1 200 OK\r\n";
  const std::string chunked = head + "Transfer-Encoding: chunked\r\n\r\n";
  EXPECT_EQ(read("SSH-2.0-OpenSSH_9\r\n"), "the response does not begin with \"HTTP/1.\"");
  EXPECT_EQ(read("HTTP/1.1 0 X\r\n\r\n"),
            "the status line of the response is malformed: \"HTTP/1.1 0 X\"");
  EXPECT_EQ(read("HTTP/1.1 200 OK\n\n"),
            "the status line of the response is malformed: \"HTTP/1.1 200 OK\"");
  EXPECT_EQ(read(head + "Content-Length: -5\r\n\r\n"),
            "the Content-Length of the response is invalid: \"-5\"");
  EXPECT_EQ(read(head + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!"),
            "the response has two Content-Lengths that differ: \"5\" and \"6\"");
  EXPECT_EQ(read(head + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n"),
            "the response has both a Content-Length and a Transfer-Encoding");
  EXPECT_EQ(read(head + "Transfer-Encoding: gzip\r\n\r\n"),
            "the response has the Transfer-Encoding \"gzip\", but only \"chunked\" is supported");
  EXPECT_EQ(read(head + "A: 1\r\nX B: 2\r\n\r\n"),
            "the response has the header field \"X B\", which cannot be a name");
  EXPECT_EQ(read(head + "A: 1\r\nB: 1\nC: 2\r\n\r\n"),
            "the header field \"B\" of the response is malformed");
  EXPECT_EQ(read(chunked + "zz\r\n"), "the line of a chunk's size is malformed: \"zz\"");
  EXPECT_EQ(read(chunked + "2\r\nok\r\n-1\r\n"), "the line of a chunk's size is malformed: \"-1\"");
  EXPECT_EQ(read(chunked + "2\r\nokay\r\n"), "a chunk of the response is not as long as it says");
  EXPECT_EQ(read(chunked + "0\r\nX B: 1\r\n\r\n"), "the last chunk of the response is malformed");
}

TEST(AnswerParser, SaysWhereTheConnectionEnded) {
  const std::string head = "HTTP/1.1 200 OK\r\n";
  const std::string before = "the connection ended before a response";
  const std::string within = "the connection ended within the head of the response";
  EXPECT_EQ(read(""), before);
  EXPECT_EQ(read("HTTP/1.1 100 Continue\r\n\r\n"), before);
  EXPECT_EQ(read("HTT"), within);
  EXPECT_EQ(read("HTTP/1.1 200 OK"), within);
  EXPECT_EQ(read(head), within);
  EXPECT_EQ(read(head + "A: 1\r\n"), within);
  EXPECT_EQ(read(head + "A: 1\r\nB"), within);
  EXPECT_EQ(read(head + "A: 1\r\nB\r\n"), "the header line \"B\" of the response has no colon");
  EXPECT_EQ(read(head + "Content-Length: 5\r\n\r\n"),
            "the connection ended after 0 of the 5 bytes of the response's body");
  EXPECT_EQ(read(head + "Content-Length: 5\r\n\r\nabc"),
            "the connection ended after 3 of the 5 bytes of the response's body");
  EXPECT_EQ(read(head + "Transfer-Encoding: chunked\r\n\r\n3\r\nab"),
            "the connection ended within the chunked body of the response, after 2 bytes");

  AnswerParser broken(false, kAnyBody);
  broken.take(head + "\r\nabc");
  broken.end(false);
  EXPECT_EQ(broken.problem(),
            "the connection broke after 3 bytes of the response's body, which may be incomplete");
}

TEST(AnswerParser, LimitsTheHead) {
  const std::string start = "HTTP/1.1 200 OK\r\nX: ";
  const std::string end = "\r\n\r\n";
  const std::string filler(kMaxAnswerHead - start.size() - end.size(), 'x');
  const auto read_at_once = [](const std::string& bytes) {
    return read(bytes, 65'536, kAnyBody, false);
  };
  const std::string too_long = "the head of the response is longer than 262144 bytes";
  EXPECT_THAT(read_at_once(start + filler + end), StartsWith("200|X=xxx"));
  EXPECT_EQ(read_at_once(start + filler + 'x' + end), too_long);

  std::string fields = "HTTP/1.1 200 OK\r\n";
  while (fields.size() <= kMaxAnswerHead) fields += "A: b\r\n";
  EXPECT_EQ(read_at_once(fields), too_long);
  std::string interim;
  while (interim.size() <= kMaxAnswerHead) interim += "HTTP/1.1 100 Continue\r\n\r\n";
  EXPECT_EQ(read_at_once(interim), too_long);
  EXPECT_EQ(read_at_once("HTTP/1.1 200 " + std::string(kMaxAnswerHead, 'x')), too_long);
}

TEST(AnswerParser, LimitsAFieldOfSeveralLines) {
  const std::string start = "HTTP/1.1 204 No Content\r\nA: x\r\n ";
  EXPECT_EQ(read(start + std::string(4'094, 'y') + "\r\n\r\n"),
            "204|A=x " + std::string(4'094, 'y') + '|');
  EXPECT_EQ(read(start + std::string(4'095, 'y') + "\r\n\r\n"),
            "the header field \"A\" of the response is malformed");
}

TEST(AnswerParser, LimitsTheLinesOfAChunkedBody) {
  const std::string head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
  const std::string too_long =
      "the line of a chunk's size, or the trailer, is longer than 16384 bytes";
  const auto chunk = [](std::size_t size) {  // whose line is that long
    return "1;" + std::string(size - 4, 'x') + "\r\n";
  };
  const auto trailer = [](std::size_t size) {
    return "0\r\nA:" + std::string(size - 9, 'x') + "\r\n\r\n";
  };
  EXPECT_EQ(read(head + chunk(kMaxAnswerChunkLine) + "a\r\n0\r\n\r\n"),
            "200|Transfer-Encoding=chunked|a");
  EXPECT_EQ(read(head + chunk(kMaxAnswerChunkLine + 1) + "a\r\n0\r\n\r\n"), too_long);
  EXPECT_EQ(read(head + trailer(kMaxAnswerChunkLine)), "200|Transfer-Encoding=chunked|");
  EXPECT_EQ(read(head + trailer(kMaxAnswerChunkLine + 1)), too_long);
  EXPECT_EQ(read(head + std::string(kMaxAnswerChunkLine + 1, 'x')), too_long);
}

TEST(AnswerParser, RefusesOrCutsALongBody) {
  const std::string head = "HTTP/1.1 200 OK\r\n";
  const std::string too_long = "the response is longer than 3 bytes";
  struct Case {
    std::string fits;
    std::string longer;
  };
  for (const Case& c : {Case{"Content-Length: 3\r\n\r\nabc", "Content-Length: 4\r\n\r\nabcd"},
                        Case{"Transfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1\r\nc\r\n0\r\n\r\n",
                             "Transfer-Encoding: chunked\r\n\r\n2\r\nab\r\n2\r\ncd\r\n0\r\n\r\n"},
                        Case{"\r\nabc", "\r\nabcd"}}) {
    EXPECT_THAT(read(head + c.fits, {.max = 3}), testing::EndsWith("|abc"));
    EXPECT_EQ(read(head + c.longer, {.max = 3}), too_long);
    EXPECT_THAT(read(head + c.longer, {.max = 3, .cuts = true}), testing::EndsWith("|abc"));
  }
  EXPECT_EQ(read(head + "Content-Length: 4\r\n\r\n", {.max = 3}), too_long) << "before it comes";
}

// A copy into more room would take the memory of the body twice.
TEST(AnswerParser, MakesRoomForNoMoreThanTheBodyOrItsLimit) {
  constexpr std::size_t kMax = std::size_t{4} << 20;
  const std::string piece(65'536, 'x');
  AnswerParser sized(false, {.max = kMax});
  sized.take("HTTP/1.1 200 OK\r\nContent-Length: 3000000\r\n\r\n");
  AnswerParser open(false, {.max = kMax});
  open.take("HTTP/1.1 200 OK\r\n\r\n");
  for (std::size_t size = 0; size < 3'000'000; size += piece.size()) {
    sized.take(piece);
    open.take(piece);
  }
  open.end();
  const Response whole = sized.take_answer();
  EXPECT_EQ(whole.body.size(), 3'000'000U);
  EXPECT_EQ(whole.body.capacity(), 3'000'000U);
  EXPECT_LE(open.take_answer().body.capacity(), kMax);
}

}  // namespace
}  // namespace wavespeed_mock::transport::answer_parser_test
