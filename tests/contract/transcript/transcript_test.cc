#include "contract/transcript/transcript.h"
#include "contract/transcript/base_url_removal.h"

#include <gtest/gtest.h>

#include <chrono>

#include "base/text/sha256.h"
#include "support/domain_error.h"
#include "support/temp_folder.h"
#include "support/transcripts.h"

namespace wavespeed_mock::transcript_test {
namespace {

constexpr const char* kHeader =
    R"({"wavespeed_mock_transcript":1,"recorded":"2026-01-01T00:00:00.000000000Z"})";
constexpr const char* kExchange =
    R"({"at":"2026-01-01T00:00:01.500000000Z","ms":12.3,"operation":"getBalance",)"
    R"("request":{"method":"GET","target":"/a?b=1","headers":[["X-A","1"],["X-A","2"]]},)"
    R"("response":{"status":200,"headers":[["Content-Type","application/json"]],"json":{"b":1,"a":[null,0.1]}}})";

Transcript parsed(const std::string& text) {
  return parse_transcript(text, "t.jsonl");
}

std::string error(const std::string& text) {
  return error_of([&] { parsed(text); });
}

TEST(Transcript, RoundTrips) {
  const Transcript transcript = parsed(std::string(kHeader) + '\n' + kExchange + "\n\n");
  ASSERT_EQ(transcript.exchanges.size(), 1U);
  const RecordedExchange& exchange = transcript.exchanges[0];
  EXPECT_EQ(exchange.line, 2U);
  EXPECT_EQ(exchange.at - transcript.header.recorded, std::chrono::milliseconds(1500));
  EXPECT_EQ(exchange.took, std::chrono::microseconds(12'300));
  EXPECT_EQ(exchange.operation, "getBalance");
  EXPECT_EQ(exchange.request.target, "/a?b=1");
  EXPECT_EQ(exchange.request.headers.size(), 2U);
  EXPECT_EQ(exchange.response.body, R"({"b":1,"a":[null,0.1]})")
      << "the order of the fields is kept";
  EXPECT_EQ(to_line(transcript.header), kHeader);
  EXPECT_EQ(to_line(exchange), kExchange);
}

TEST(Transcript, RefusesFieldsThatHttpDoesNotAllow) {
  const auto problem = [](const std::string& name, const std::string& value) {
    std::string line = kExchange;
    const std::string field = R"(["Content-Type","application/json"])";
    line.replace(line.find(field), field.size(), "[\"" + name + "\",\"" + value + "\"]");
    return error(std::string(kHeader) + '\n' + line);
  };
  EXPECT_EQ(problem("X-A", "caf\xc3\xa9"), "");
  EXPECT_EQ(
      problem("X-A", "1\\r\\nB: 2"),
      "t.jsonl: line 2: response: headers[0]: the value of \"X-A\" has byte 0x0D at position 2, "
      "which HTTP does not allow there");
  EXPECT_EQ(problem("X A", "1"),
            "t.jsonl: line 2: response: headers[0]: \"X A\" cannot be the name of a header field");
}

TEST(Transcript, KeepsItsHeader) {
  const TranscriptHeader header{.upstream = "https://api.test",
                                .about = "a \"test\"",
                                .options = {{"seed", "7"}, {"latency", "instant"}}};
  const Transcript transcript = parsed(to_line(header) + "\n");
  EXPECT_EQ(transcript.header.upstream, "https://api.test");
  EXPECT_EQ(transcript.header.about, "a \"test\"");
  EXPECT_EQ(transcript.header.options, header.options);
}

TEST(Transcript, KeepsBodiesOfEveryKind) {
  const std::string bytes("\0\xff\x01 eight", 9);
  for (const auto& [type, body, field] :
       {std::tuple{"application/json", std::string("[1]"), "\"json\":[1]"},
        {"application/json; charset=utf-8", "{}", "\"json\":{}"},
        {"application/json", "{broken", "\"text\":\"{broken\""},
        {"text/plain", "caf\xc3\xa9", "\"text\":\"caf\xc3\xa9\""},
        {"image/png", bytes, "\"base64\":\"AP8BIGVpZ2h0\""},
        {"", "", "\"headers\":[[\"Content-Type\",\"\"]]}"}}) {
    const std::string line = to_line(exchange_of(
        {.method = "PUT", .target = "/", .headers = {{"Content-Type", type}}, .body = body},
        {.headers = {{"Content-Type", type}}, .body = body}));
    EXPECT_NE(line.find(field), std::string::npos) << line;
    const Transcript back = parsed(std::string(kHeader) + '\n' + line);
    ASSERT_EQ(back.exchanges.size(), 1U);
    EXPECT_EQ(back.exchanges[0].request.body, body);
    EXPECT_EQ(back.exchanges[0].response.body, body);
  }
}

TEST(Transcript, TruncatesLargeBodies) {
  const std::string line =
      to_line(exchange_of({.method = "PUT", .target = "/", .headers = {}, .body = "12345"},
                          {.body = "1234"}),
              4);
  const Transcript back = parsed(std::string(kHeader) + '\n' + line);
  ASSERT_EQ(back.exchanges.size(), 1U);
  const RecordedExchange& exchange = back.exchanges[0];
  EXPECT_EQ(exchange.request.body, "");
  ASSERT_TRUE(exchange.request_cut);
  EXPECT_EQ(exchange.request_cut->size, 5U);
  EXPECT_EQ(exchange.request_cut->sha256, sha256_hex("12345"));
  EXPECT_EQ(exchange.response.body, "1234");
  EXPECT_FALSE(exchange.response_cut);
  EXPECT_EQ(to_line(exchange), line);
}

TEST(Transcript, LeavesOutHopByHopHeaders) {
  const std::string line = to_line(exchange_of(
      {.method = "GET",
       .target = "/",
       .headers =
           {{"Host", "a"}, {"HOST", "b"}, {"accept-encoding", "br"}, {"X-Client-Name", "c"}}},
      {.headers = {{"Date", "now"}, {"Content-Length", "1"}, {"Retry-After", "2"}}}));
  EXPECT_NE(line.find(R"("headers":[["X-Client-Name","c"]])"), std::string::npos) << line;
  EXPECT_NE(line.find(R"("headers":[["Retry-After","2"]])"), std::string::npos) << line;
}

TEST(Transcript, IgnoresAnIncompleteLastLine) {
  const std::string whole = std::string(kHeader) + '\n' + kExchange + '\n';
  EXPECT_EQ(parsed(whole + std::string(kExchange).substr(0, 40)).exchanges.size(), 1U);
  EXPECT_EQ(parsed(whole + kExchange).exchanges.size(), 2U) << "only its line break is missing";
}

TEST(Transcript, ExplainsAndLocatesErrors) {
  const std::string header = std::string(kHeader) + '\n';
  const auto with = [&](std::string_view from, std::string_view to) {
    std::string line = kExchange;
    line.replace(line.find(from), from.size(), to);
    return error(header + line + '\n');
  };
  EXPECT_EQ(error(""), "t.jsonl: is empty; a transcript begins with its header");
  EXPECT_NE(error("{\"a\":1}\n").find("t.jsonl: line 1: a transcript begins with {\"wavespeed"),
            std::string::npos);
  EXPECT_NE(error(R"({"wavespeed_mock_transcript":2,"recorded":"2026-01-01"})").find("from 1 to 1"),
            std::string::npos);
  EXPECT_NE(error(header + "{broken\n").find("t.jsonl: line 2: is not valid JSON"),
            std::string::npos);
  EXPECT_NE(with("\"ms\"", "\"mss\"").find("line 2: field \"ms\""), std::string::npos);
  EXPECT_NE(with("2026-01", "2026-13").find("must be a time"), std::string::npos);
  EXPECT_NE(with("\"status\":200", "\"status\":2").find("line 2: response: field \"status\""),
            std::string::npos);
  EXPECT_NE(with("\"status\":200", "\"status\":101")
                .find("field \"status\": must be a whole number from 200 to 599, not 101"),
            std::string::npos)
      << "a client would wait for the answer that follows";
  EXPECT_NE(with("[\"X-A\",\"1\"]", "[\"X-A\"]").find("must be [\"name\", \"value\"]"),
            std::string::npos);
  EXPECT_NE(with("\"json\"", "\"jsn\"").find("did you mean \"json\"?"), std::string::npos);
  EXPECT_NE(with("\"json\"", "\"text\":\"\",\"json\"").find("only one of"), std::string::npos);
  EXPECT_NE(with("\"json\":{\"b\":1,\"a\":[null,0.1]}", "\"base64\":\"?\"").find("must be Base64"),
            std::string::npos);
  EXPECT_NE(with("\"request\"", "\"reqest\"").find("field \"request\": is missing"),
            std::string::npos);
}

TEST(Transcript, IsReadFromAFile) {
  const TempFolder folder;
  const std::string missing = error_of([&] { read_transcript(folder.file("none")); });
  EXPECT_NE(missing.find("none: cannot be read: No such file"), std::string::npos) << missing;
  EXPECT_EQ(error_of([&] { read_transcript("/dev/zero"); }),
            "transcript /dev/zero: cannot be read: it has more than 67108864 bytes");
  const auto large = folder.write("large", "");
  std::filesystem::resize_file(large, kMaxTranscriptFile + 1);
  EXPECT_EQ(error_of([&] { read_transcript(large); }),
            "transcript " + large.string() + ": cannot be read: it has more than 1073741824 bytes");
  std::ofstream(folder.file("a")) << kHeader << '\n' << kExchange << '\n';
  EXPECT_EQ(read_transcript(folder.file("a")).exchanges.size(), 1U);
}

TEST(Transcript, ReplacesTheAddressOfTheServer) {
  auto exchange = json_exchange(
      "POST", "/a?webhook=http%3A%2F%2Fh.test%3A1%2Fx&b=http://h.test:1/y",
      R"({"image":"http://h.test:1/i.png"})", R"({"url":"http://h.test:12/x http://h.test:1"})");
  exchange.response.headers.add("Location", "http://h.test:1/z");
  forget_base_url(exchange, "http://h.test:1");
  EXPECT_EQ(exchange.request.target, "/a?webhook={{base_url}}%2Fx&b={{base_url}}/y");
  EXPECT_EQ(exchange.request.body, R"({"image":"{{base_url}}/i.png"})");
  EXPECT_EQ(exchange.response.body, R"({"url":"http://h.test:12/x {{base_url}}"})");
  EXPECT_EQ(exchange.response.headers.get("Location"), "{{base_url}}/z");
  exchange.response.body = "no JSON: http://h.test:1";
  forget_base_url(exchange, "http://h.test:1");
  EXPECT_EQ(exchange.response.body, "no JSON: http://h.test:1") << "files are not changed";
}

}  // namespace
}  // namespace wavespeed_mock::transcript_test
