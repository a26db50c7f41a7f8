#include "runner/recorder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <mutex>
#include <nlohmann/json.hpp>
#include <optional>

#include "contract/transcript/transcript_check.h"
#include "support/contract_watch.h"
#include "support/domain_error.h"
#include "support/loopback_server.h"
#include "support/raw_client.h"
#include "support/temp_folder.h"
#include "support/transcripts.h"
#include "transport/client/http_client.h"
#include "wavespeed_mock/mock_server.h"

namespace wavespeed_mock::recorder_test {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::StartsWith;

constexpr const char* kKey = "a-very-secret-key";
constexpr const char* kModel = "/api/v3/mock/instant";

class RecorderTest : public testing::Test {
 protected:
  RecorderOptions to(const std::string& upstream) const {
    return {.upstream = upstream, .out = path()};
  }
  RecorderOptions paid_to(const std::string& upstream) const {
    RecorderOptions options = to(upstream);
    options.allow_paid = true;
    return options;
  }
  std::filesystem::path path() const { return folder_.file("t.jsonl"); }

  TempFolder folder_;
};

Response send(const std::string& base_url, Request request) {
  return transport::HttpClient({.base_url = base_url}).exchange(request);
}
Response get(const std::string& base_url, const std::string& target) {
  return send(base_url, {.method = "GET",
                         .target = target,
                         .headers = {{"Authorization", std::string("Bearer ") + kKey}},
                         .body = {}});
}
Response post(const std::string& base_url, const std::string& target, const std::string& body) {
  return send(base_url, {.method = "POST",
                         .target = target,
                         .headers = {{"Authorization", std::string("Bearer ") + kKey},
                                     {"Content-Type", "application/json"}},
                         .body = body});
}
std::string message(const Response& response) {
  return json::parse(response.body, nullptr, false).value("message", "");
}

TEST_F(RecorderTest, ForwardsAndRecordsResponses) {
  WatchedServer live;
  Recorder recorder(to(live.base_url()));

  const Response passed = get(recorder.base_url(), "/api/v3/balance");

  EXPECT_EQ(passed.body, get(live.base_url(), "/api/v3/balance").body);
  EXPECT_EQ(passed.headers.get("Content-Type"), "application/json");
  const Transcript transcript = read_transcript(path());
  EXPECT_EQ(transcript.header.upstream, live.base_url());
  ASSERT_EQ(transcript.exchanges.size(), 1U);
  const RecordedExchange& exchange = transcript.exchanges[0];
  EXPECT_EQ(exchange.operation, "getBalance");
  EXPECT_EQ(exchange.request.headers.get("Authorization"), "Bearer {{key-1}}");
  EXPECT_EQ(exchange.response.body, passed.body);
  EXPECT_GT(exchange.took.count(), 0);
  EXPECT_EQ(text_of_file(path()).find(kKey), std::string::npos);
  EXPECT_EQ(recorder.summary().exchanges, 1U);
}

TEST_F(RecorderTest, BlocksPaidRequests) {
  WatchedServer live;
  Recorder recorder(to(live.base_url()));

  const Response refused = post(recorder.base_url(), kModel, R"({"prompt":"a cat"})");

  EXPECT_EQ(refused.status, 403);
  EXPECT_EQ(json::parse(refused.body)["code"], 403);
  EXPECT_EQ(message(refused),
            "this may cost money and was not sent: submitTask is paid; start the recorder with "
            "--allow-paid to forward it");
  EXPECT_EQ(post(recorder.base_url(), "/pay", "{}").status, 403);
  EXPECT_EQ(json::parse(get(recorder.base_url(), "/api/v3/balance").body)["data"]["balance"], 100);
  EXPECT_EQ(recorder.summary().refused, 2U);
  EXPECT_EQ(recorder.summary().exchanges, 1U);
}

TEST_F(RecorderTest, RewritesUrlsToItsOwnAddress) {
  WatchedServer live({.latency = Latency::instant()});
  Recorder recorder(paid_to(live.base_url()));

  const json task =
      json::parse(post(recorder.base_url(), kModel, R"({"prompt":"a cat"})").body)["data"];
  const std::string poll = task["urls"]["get"];
  ASSERT_THAT(poll, StartsWith(recorder.base_url() + "/"));
  const json done =
      json::parse(get(recorder.base_url(), poll.substr(recorder.base_url().size())).body)["data"];
  const std::string output = done["outputs"][0];
  ASSERT_THAT(output, StartsWith(recorder.base_url() + "/"));
  const Response file = get(recorder.base_url(), output.substr(recorder.base_url().size()));
  EXPECT_EQ(file.body, get(live.base_url(), output.substr(recorder.base_url().size())).body)
      << "byte by byte";

  const std::string text = text_of_file(path());
  EXPECT_EQ(text.find(std::to_string(recorder.port())), std::string::npos) << text;
  EXPECT_THAT(text, HasSubstr("{{base_url}}/outputs/"));
}

TEST_F(RecorderTest, SendsTheServicesAddressToTheService) {
  WatchedServer live({.latency = Latency::instant()});
  Recorder recorder(paid_to(live.base_url()));

  const json ticket =
      json::parse(post(recorder.base_url(), "/api/v3/media/uploads",
                       R"({"filename":"a.png","size":8,"content_type":"image/png"})")
                      .body)["data"];
  const std::string url = ticket["upload"]["url"];
  ASSERT_THAT(url, StartsWith(recorder.base_url() + "/"));
  const Response put =
      send(recorder.base_url(), {.method = "PUT",
                                 .target = url.substr(recorder.base_url().size()),
                                 .headers = {{"Content-Type", "image/png"}, {"If-None-Match", "*"}},
                                 .body = "eight by"});
  EXPECT_EQ(put.status, 200) << put.body;
  // The service would not recognise an upload URL with the recorder's address, and fail the task.
  const json task =
      json::parse(post(recorder.base_url(), "/api/v3/wavespeed-ai/z-image/turbo",
                       json{{"prompt", "a"}, {"image", ticket["download_url"]}}.dump())
                      .body);
  EXPECT_EQ(task["code"], 200) << task;
  const Transcript transcript = read_transcript(path());
  EXPECT_THAT(transcript.exchanges[0].response.body, HasSubstr("?signature=redacted-secret-1"));
  EXPECT_THAT(transcript.exchanges[1].request.target, HasSubstr("?signature=redacted-secret-1"));
  EXPECT_THAT(transcript.exchanges[2].request.body, HasSubstr("{{base_url}}/media/uploads/"));
}

TEST_F(RecorderTest, ServesAReplayOfWhatItWrote) {
  WatchedServer live({.latency = Latency::instant()});
  {
    Recorder recorder(paid_to(live.base_url()));
    post(recorder.base_url(), kModel, R"({"prompt":"a cat"})");
    get(recorder.base_url(), "/api/v3/balance");
  }
  Options options;
  options.replay = path();
  UnwatchedServer replay(options);
  live.stop();

  const json task =
      json::parse(post(replay.base_url(), kModel, R"({"prompt":"a cat"})").body)["data"];

  EXPECT_THAT(task["urls"]["get"].get<std::string>(),
              StartsWith(replay.base_url() + "/api/v3/predictions/"));
  EXPECT_EQ(json::parse(get(replay.base_url(), "/api/v3/balance").body)["data"]["balance"], 99.99);
  EXPECT_EQ(get(replay.base_url(), "/api/v3/models").status, 404);
}

TEST_F(RecorderTest, WritesTranscriptsThatTheContractCanCheck) {
  WatchedServer live({.latency = Latency::instant()});
  Recorder recorder(paid_to(live.base_url()));
  post(recorder.base_url(), kModel, R"({"prompt":"a cat"})");
  post(recorder.base_url(), kModel, "{broken");
  for (const char* target : {"/api/v3/models", "/api/v3/balance", "/api/v3/webhook/secret",
                             "/api/v3/predictions/none/result"}) {
    get(recorder.base_url(), target);
  }
  post(recorder.base_url(), "/api/v3/billings/search", "{}");

  const ContractCheck check(ContractDocument::builtin(), UnknownFields::reported);
  std::string findings;
  for (const auto& finding : check_transcript(read_transcript(path()), check))
    findings += to_text(finding) + '\n';
  EXPECT_EQ(findings, "");
  EXPECT_EQ(recorder.summary().exchanges, 7U);
}

// Neither hop-by-hop headers nor headers that would make the response unreadable are forwarded.
TEST_F(RecorderTest, DoesNotForwardHopByHopHeaders) {
  std::mutex mutex;
  std::optional<httplib::Request> seen;
  LoopbackServer live([&](const httplib::Request& request, httplib::Response& response) {
    const std::lock_guard lock(mutex);
    seen = request;
    response.status = 201;
    response.set_header("X-Own", "kept");
    response.set_header("Keep-Alive", "timeout=5");
    response.set_header("Set-Cookie", "session=planted-cookie-value");
    response.set_content("caf\xc3\xa9", "text/plain");
  });
  Recorder recorder(to(live.url()));

  const Response answer =
      send(recorder.base_url(), {.method = "GET",
                                 .target = "/x?a=%26&b",
                                 .headers = {{"Connection", "close, X-Hop"},
                                             {"X-Hop", "1"},
                                             {"TE", "trailers"},
                                             {"Accept-Encoding", "gzip"},
                                             {"X-A", "1"},
                                             {"X-A", "2"},
                                             {"Cookie", "c=planted-cookie-value"}},
                                 .body = {}});

  EXPECT_EQ(answer.status, 201);
  EXPECT_EQ(answer.body, "caf\xc3\xa9");
  EXPECT_EQ(answer.headers.get("X-Own"), "kept");
  EXPECT_EQ(answer.headers.get("Set-Cookie"), "session=planted-cookie-value") << "for the client";
  const std::lock_guard lock(mutex);
  ASSERT_TRUE(seen);
  EXPECT_EQ(seen->target, "/x?a=%26&b");
  EXPECT_EQ(seen->get_header_value("Host"), live.url().substr(7));
  EXPECT_EQ(seen->get_header_value_count("X-A"), 2U);
  EXPECT_EQ(seen->get_header_value("Cookie"), "c=planted-cookie-value");
  for (const char* name : {"X-Hop", "TE", "Accept-Encoding"})
    EXPECT_FALSE(seen->has_header(name)) << name;
  EXPECT_EQ(text_of_file(path()).find("planted"), std::string::npos);
}

TEST_F(RecorderTest, RequiresATrustedCertificate) {
  const SelfSigned certificate;
  const LoopbackServer live(
      [](const auto&, httplib::Response& response) {
        response.set_content("{}", "application/json");
      },
      &certificate);
  {
    Recorder recorder(to(live.url()));
    EXPECT_EQ(get(recorder.base_url(), "/a").status, 502);
  }
  std::filesystem::remove(path());
  certificate.write(folder_.file("ca.pem"));
  RecorderOptions options = to(live.url());
  options.ca_file = folder_.file("ca.pem");
  Recorder recorder(options);
  EXPECT_EQ(get(recorder.base_url(), "/a").status, 200);
}

TEST_F(RecorderTest, TakesRequestsOfThreeHundredMebibytes) {
  const WatchedServer live;
  Recorder recorder(to(live.base_url()));
  const auto answer = [&](std::size_t length) {
    RawClient client(recorder.port());
    client.send("POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: " +
                std::to_string(length) + "\r\n\r\n");
    return client.read_answer();
  };
  constexpr std::size_t kMax = std::size_t{300} << 20;
  EXPECT_THAT(answer(kMax), StartsWith("HTTP/1.1 100 "));
  EXPECT_THAT(answer(kMax + 1), StartsWith("HTTP/1.1 413 "));
}

TEST_F(RecorderTest, RefusesInvalidOptionsAtStart) {
  WatchedServer live;
  EXPECT_THAT(error_of([&] { Recorder recorder(to("api.test")); }),
              StartsWith("upstream \"api.test\" cannot be used: it must begin"));
  EXPECT_FALSE(std::filesystem::exists(path()));
  RecorderOptions taken = to(live.base_url());
  taken.port = live.port();
  EXPECT_THAT(error_of([&] { Recorder recorder(taken); }), HasSubstr("cannot listen on"));
  EXPECT_FALSE(std::filesystem::exists(path())) << "no file was created";
  std::ofstream(path()) << "precious";
  EXPECT_THAT(error_of([&] { Recorder recorder(to(live.base_url())); }),
              HasSubstr("already exists"));
  EXPECT_EQ(text_of_file(path()), "precious");
}

}  // namespace
}  // namespace wavespeed_mock::recorder_test
