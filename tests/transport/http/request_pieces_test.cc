// The reader gives the same requests and errors however their bytes are split.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/http/field_bytes.h"
#include "transport/http/request_reader.h"
#include "transport/wire_requests.h"

namespace wavespeed_mock::transport::request_pieces_test {
namespace {

using State = RequestReader::State;

// What becomes of one request that arrives in these pieces, with the message of its error.
struct Result {
  int status = 0;  // 0: it is incomplete
  std::string text;
  bool head_only = false;

  bool operator==(const Result&) const = default;
};

Result read(const std::vector<std::string_view>& pieces) {
  RequestReader reader(100);
  for (std::string_view piece : pieces) {
    while (!piece.empty() && reader.state() != State::whole && reader.state() != State::refused) {
      reader.take(piece);
    }
  }
  if (reader.state() == State::refused) {
    return {reader.error().http, reader.error().message, reader.head_only()};
  }
  if (reader.state() != State::whole) return {};
  const Request& request = reader.request();
  return {200,
          request.method + " " + request.target + "|" + std::string(request.headers.get("Host")) +
              "|" + request.body,
          reader.head_only()};
}

std::vector<std::string_view> bytes_of(std::string_view text) {
  std::vector<std::string_view> bytes;
  for (std::size_t at = 0; at < text.size(); ++at) bytes.push_back(text.substr(at, 1));
  return bytes;
}

std::string shown(const std::string& sent) {
  return testing::PrintToString(sent.substr(0, 100));
}

// Returns the result in one piece.
Result read_in_all_pieces(const std::string& sent) {
  const std::string_view text = sent;
  const Result whole = read({text});
  EXPECT_EQ(read(bytes_of(text)), whole) << shown(sent) << ": " << whole.text;
  for (std::size_t cut = 1; cut < text.size(); ++cut) {
    EXPECT_EQ(read({text.substr(0, cut), text.substr(cut)}), whole)
        << shown(sent) << " split at " << cut << ": " << whole.text;
  }
  return whole;
}

TEST(RequestPieces, DoNotChangeWhatIsAccepted) {
  for (const WireRequest& request : accepted_requests()) {
    const Result result = read_in_all_pieces(request.sent);
    EXPECT_EQ(result.status, 200) << shown(request.sent) << ": " << result.text;
    EXPECT_EQ(result.text, request.read) << shown(request.sent);
  }
}

TEST(RequestPieces, DoNotChangeWhatIsRefused) {
  for (const WireRequest& request : refused_requests()) {
    const Result result = read_in_all_pieces(request.sent);
    EXPECT_EQ(result.status, request.status) << shown(request.sent) << ": " << result.text;
  }
}

TEST(RequestPieces, DoNotChangeWhichOfSeveralErrorsIsReported) {
  for (const char* const sent :
       {"BREW /~ HTTP/1.1\r\nno colon\r\nA: 1\n\r\n", "GET / HTTP/1.1\r\nno colon\r\nA: 1\n\r\n",
        "GET / HTTP/1.1\r\nA: 1\nno colon\r\n\r\n", "HEAD / HTTP/1.1\r\nRange: x\r\nA: 1\n\r\n",
        "HEAD / HTTP/1.1\r\nContent-Length: x\r\nA: ~\r\n\r\n"}) {
    EXPECT_GE(read_in_all_pieces(with_nul(sent)).status, 400) << sent;
  }
  const std::string long_head = "GET / HTTP/1.1\r\nA: 1\n" + std::string(70'000, 'x');
  EXPECT_EQ(read({long_head}), read(bytes_of(long_head)));
  EXPECT_EQ(read({long_head}).status, 400);
}

// Each byte alone in each place.
TEST(RequestPieces, AreJudgedByTheTableOfBytes) {
  for (int number = 0; number < 0x100; ++number) {
    const char byte = static_cast<char>(number);
    const std::string one(1, byte);
    SCOPED_TRACE(number);
    const auto status = [](const std::string& sent) { return read(bytes_of(sent)).status; };
    const auto expected = [&](ByteUse use) { return is_for(byte, use) ? 200 : 400; };
    EXPECT_EQ(status(with_target("/a" + one + "b")), expected(kInTarget));
    EXPECT_EQ(status(with_fields("A: x" + one + "y\r\n")), expected(kInField));
    EXPECT_EQ(status(with_trailer("A: x" + one + "y")), expected(kInField));
    EXPECT_EQ(status(with_fields("Host: x" + one + "y\r\n")), expected(kInHost));
    EXPECT_EQ(status(with_chunk_line("2;a=\"x\\" + one + "\"")), expected(kInField));
    if (byte == ':') continue;  // it ends the name
    EXPECT_EQ(status(with_fields("A" + one + "B: x\r\n")), expected(kInToken));
    EXPECT_EQ(status(with_trailer("A" + one + "B: x")), expected(kInToken));
  }
}

TEST(RequestPieces, OfAnEmptyLineAreIgnoredOnce) {
  RequestReader reader(100);
  for (std::string_view byte : bytes_of("\r\n")) reader.take(byte);
  EXPECT_EQ(reader.state(), State::idle);
  std::string_view rest = "GET / HTTP/1.1\r\n\r\n";
  EXPECT_EQ(reader.take(rest), State::whole);
  reader.start_next();
  rest = "\r\n\r\n";
  EXPECT_EQ(reader.take(rest), State::refused) << "only one is ignored";
}

TEST(RequestPieces, AreRefusedWithoutAwaitingMore) {
  for (const char* const sent :
       {"nonsense\n", "GET / HTTP/1.1\n", "GET / HTTP/1.1\r\nA: 1\n", "BREW / HTTP/1.1\r\n"}) {
    EXPECT_EQ(read({sent}).status, 400) << sent;
    EXPECT_EQ(read(bytes_of(sent)).status, 400) << sent;
  }
  EXPECT_EQ(read({with_chunks("5\n")}).status, 400);
}

TEST(RequestPieces, HaveAnErrorThatNamesTheByte) {
  EXPECT_EQ(read({"GET /a\rb HTTP/1.1\r\n\r\n"}).text,
            "Malformed request line: byte 0x0D at position 7 is not allowed there; in a path or "
            "query, percent-encode it");
  EXPECT_EQ(read({"GET / HTTP/1.1\r\nA: x\x7f\r\n\r\n"}).text,
            "Malformed header field \"A\": byte 0x7F at position 5 is not allowed in a "
            "value, only visible characters, spaces and tabs");
  EXPECT_EQ(read({"GET / HTTP/1.1\nA: x\r\n\r\n"}).text,
            "Malformed request: a line ends with LF only; end each line with CRLF");
}

}  // namespace
}  // namespace wavespeed_mock::transport::request_pieces_test
