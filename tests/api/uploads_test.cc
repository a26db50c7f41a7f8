#include "api/uploads.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <vector>

#include "support/upload_client.h"

namespace wavespeed_mock::api_uploads_test {
namespace {

using json = MockClient::json;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::nanoseconds;
using ::testing::HasSubstr;
using ::testing::MatchesRegex;

const std::string kBinary = "/api/v3/media/upload/binary";
const std::string kTickets = "/api/v3/media/uploads";

Response get_ticket(const MockClient& client, const json& body) {
  return client.post(kTickets, body.dump());
}

// Uploads with a ticket as clients do: with its method, URL and headers, and without a key.
Response put(const MockClient& client, json ticket, const std::string& bytes) {
  json upload = ticket["upload"];
  Headers headers;
  for (const auto& [name, value] : upload["headers"].items()) headers.add(name, value);
  return send_bare(client, upload["method"], upload["url"], headers, bytes);
}

TEST(Uploads, AcceptAFormWithAFile) {
  const MockClient client;
  // Clients that send forms: the CLI and Go (v3, no type), C# (v3), ComfyUI and the oldest SDK
  // (v2).
  for (const std::string& target : {kBinary, std::string("/api/v2/media/upload/binary")}) {
    const Response response =
        post_form(client, target, form("a.png", "application/octet-stream", "bytes"));
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(client.header(response, "Content-Type"), "application/json");
    EXPECT_THAT(response.body,
                MatchesRegex(R"(\{"code":200,"message":"success","data":\{"type":"image",)"
                             R"("download_url":"http://127\.0\.0\.1:8080/media/uploads/[0-9a-f]+)"
                             R"(/a\.png","filename":"a\.png","size":5\}\})"));
    const Response file = send_bare(client, "GET", client.data(response)["download_url"]);
    EXPECT_EQ(file.status, 200);
    EXPECT_EQ(file.body, "bytes");
    EXPECT_EQ(client.header(file, "Content-Type"), "image/png");
  }
}

TEST(Uploads, ReportTheKindOfFile) {
  const MockClient client;
  struct Case {
    const char* filename;
    const char* content_type;
    const char* type;
    const char* served_as;
    const char* ending;
  };
  for (const Case& c : {Case{"v.mp4", "video/mp4", "video", "video/mp4", "/v.mp4"},
                        Case{"s.wav", "audio/x-wav", "audio", "audio/x-wav", "/s.wav"},
                        Case{"set.zip", "application/zip", "file", "application/zip", "/set.zip"},
                        Case{"my cat", "image/webp", "image", "image/webp", "/my_cat.webp"}}) {
    json data = client.data(post_form(client, kBinary, form(c.filename, c.content_type, "x")));
    EXPECT_EQ(data["type"], c.type);
    EXPECT_EQ(data["filename"], c.filename);
    const std::string url = data["download_url"];
    EXPECT_TRUE(url.ends_with(c.ending)) << url;
    EXPECT_EQ(client.header(send_bare(client, "GET", url), "Content-Type"), c.served_as);
  }
}

TEST(Uploads, ExplainInvalidForms) {
  const MockClient client({.max_upload_bytes = 5});
  struct Case {
    std::string body;
    int status;
    std::string message;
  };
  const std::string no_name =
      "--XX\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nx\r\n--XX--";
  const std::string once = form("a.png", "image/png", "x");
  const std::vector<Case> cases = {
      {"", 400, "it does not begin with the boundary \"--XX\""},
      {form("a.png", "image/png", "x", "image"), 400,
       "the form has no part \"file\"; its parts are: \"image\""},
      {"--XX--", 400, "the form has no part \"file\"; its parts are: none"},
      {no_name, 400, "the part \"file\" of the form has no filename"},
      {once.substr(0, once.size() - 8) + "\r\n" + once, 400,
       "the form has more than one part \"file\""},
      {form("a.txt", "text/plain", "x"), 400, "must be an image, a video, a sound"},
      {form("a.png", "image/png", ""), 400, "the file is empty"},
      {form("a.png", "image/png", "123456"), 413,
       "the file is too large: it has 6 bytes, and at most 5 are allowed"},
      {form("a.png", "image/png", "12345"), 200, "success"},
  };
  for (const Case& c : cases) {
    const Response response = post_form(client, kBinary, c.body);
    EXPECT_EQ(response.status, c.status) << c.message;
    EXPECT_EQ(client.body(response)["code"], c.status);
    EXPECT_THAT(client.message(response), HasSubstr(c.message));
  }
  EXPECT_THAT(client.message(client.post(kBinary, "{}")), HasSubstr("multipart/form-data"));
}

TEST(Uploads, NeedAKeyExceptForPutAndDownload) {
  const MockClient client;
  for (const std::string& path : {kBinary, kTickets, std::string("/api/v3/upload"),
                                  std::string("/api/v2/media/upload/binary")}) {
    EXPECT_EQ(send_bare(client, "POST", "http://127.0.0.1:8080" + path).status, 401) << path;
  }
  const std::string nowhere = "http://127.0.0.1:8080/media/uploads/1/a.png";
  EXPECT_EQ(send_bare(client, "PUT", nowhere).status, 404);
  EXPECT_EQ(send_bare(client, "GET", nowhere).status, 404);
  EXPECT_EQ(client.message(send_bare(client, "GET", nowhere)), "Upload not found");
}

TEST(Uploads, OpenATicket) {
  const MockClient client;
  client.advance(nanoseconds(999));
  const Response response =
      get_ticket(client, {{"filename", "a.png"}, {"size", 7}, {"content_type", "image/png"}});
  EXPECT_EQ(response.status, 200);
  json data = client.data(response);
  const std::string url = data["download_url"];
  const std::string put_url = data["upload"]["url"];
  EXPECT_THAT(url, MatchesRegex(R"(http://127\.0\.0\.1:8080/media/uploads/[0-9a-f]{32}/a\.png)"));
  EXPECT_THAT(put_url, MatchesRegex(".*/a\\.png\\?signature=[0-9a-f]+"));
  EXPECT_EQ(put_url.substr(0, url.size()), url);
  EXPECT_EQ(client.body(response).dump(),
            R"({"code":200,"message":"success","data":{"type":"image","download_url":")" + url +
                R"(","filename":"a.png","size":7,"upload":{"method":"PUT","url":")" + put_url +
                R"(","expires_at":"2026-01-01T01:00:00Z","headers":{"Content-Type":"image/png",)"
                R"("If-None-Match":"*"}}}})");
}

TEST(Uploads, AcceptThePutOfATicket) {
  const MockClient client;
  json ticket = client.data(
      get_ticket(client, {{"filename", "a.png"}, {"size", 5}, {"content_type", "image/png"}}));
  EXPECT_EQ(send_bare(client, "GET", ticket["download_url"]).status, 404) << "not there yet";
  const Response stored = put(client, ticket, "bytes");
  EXPECT_EQ(stored.status, 200);
  EXPECT_EQ(stored.body, "");
  const Response file = send_bare(client, "GET", ticket["download_url"]);
  EXPECT_EQ(file.status, 200);
  EXPECT_EQ(file.body, "bytes");
  EXPECT_EQ(client.header(file, "ETag"), client.header(stored, "ETag"));
  EXPECT_EQ(put(client, ticket, "bytes").status, 412) << "If-None-Match: *";
}

TEST(Uploads, AcceptATicketForAnUnnamedStream) {
  const MockClient client;
  // As the Python client sends it.
  json ticket = client.data(get_ticket(client, {{"filename", "upload"}, {"size", 3}}));
  EXPECT_EQ(ticket["upload"]["headers"]["Content-Type"], "application/octet-stream");
  EXPECT_EQ(put(client, ticket, "abc").status, 200);
  EXPECT_EQ(send_bare(client, "GET", ticket["download_url"]).body, "abc");
  EXPECT_EQ(
      get_ticket(client, {{"filename", "a.png"}, {"size", 3}, {"content_type", nullptr}}).status,
      200);
}

TEST(Uploads, RequireThePutToMatchTheTicket) {
  const MockClient client;
  const auto open = [&] {
    return client.data(
        get_ticket(client, {{"filename", "a.png"}, {"size", 5}, {"content_type", "image/png"}}));
  };
  json ticket = open();
  EXPECT_EQ(put(client, ticket, "byte").status, 400);
  json typed = ticket;
  typed["upload"]["headers"]["Content-Type"] = "video/mp4";
  EXPECT_EQ(put(client, typed, "bytes").status, 400);
  json unsigned_ticket = ticket;
  unsigned_ticket["upload"]["url"] = ticket["download_url"];
  EXPECT_EQ(put(client, unsigned_ticket, "bytes").status, 403);
  json elsewhere = ticket;
  elsewhere["upload"]["url"] =
      text_of(open()["download_url"]) + "?" +
      text_of(ticket["upload"]["url"]).substr(text_of(ticket["download_url"]).size() + 1);
  EXPECT_EQ(put(client, elsewhere, "bytes").status, 403)
      << "the signature belongs to another ticket";
  json reordered = ticket;
  reordered["upload"]["url"] =
      text_of(ticket["download_url"]) + "?x=signature=1&" +
      text_of(ticket["upload"]["url"]).substr(text_of(ticket["download_url"]).size() + 1);
  client.advance(hours(1) - nanoseconds(1));
  EXPECT_EQ(put(client, reordered, "bytes").status, 200);
  ticket = open();
  client.advance(hours(1));
  EXPECT_EQ(put(client, ticket, "bytes").status, 403);
  EXPECT_THAT(client.message(put(client, ticket, "bytes")),
              HasSubstr("the ticket expired at 2026"));
}

TEST(Uploads, ExplainInvalidTickets) {
  const MockClient client;
  struct Case {
    json body;
    int status;
    std::string message;
  };
  const std::vector<Case> cases = {
      {json::object(), 400, "\"filename\" is required, a string; \"size\" is required, an integer"},
      {{{"filename", 1}, {"size", 1}}, 400, "\"filename\" must be a string, not 1"},
      {{{"filename", "a.png"}, {"size", "1"}}, 400, "\"size\" must be an integer, not \"1\""},
      {{{"filename", "a.png"}, {"size", 0}}, 400, "\"size\" must be at least 1, not 0"},
      {{{"filename", "a.png"}, {"size", 1.5}}, 400, "\"size\" must be an integer, not 1.5"},
      {{{"filename", "a.png"}, {"size", 1}, {"content_type", 1}},
       400,
       "\"content_type\" must be a string or null, not 1"},
      {{{"filename", "a.txt"}, {"size", 1}}, 400, "must be an image, a video, a sound"},
      {{{"filename", "a.png"}, {"size", 209'715'200}}, 200, "success"},
      {{{"filename", "a.png"}, {"size", 209'715'201}},
       413,
       "it has 209715201 bytes, and at most 209715200 are allowed"},
      {{{"filename", "a.png"}, {"size", 1e300}}, 413, "at most 209715200 are allowed"},
  };
  for (const Case& c : cases) {
    const Response response = get_ticket(client, c.body);
    EXPECT_EQ(response.status, c.status) << c.body;
    EXPECT_THAT(client.message(response), HasSubstr(c.message));
  }
  EXPECT_EQ(client.post(kTickets, "nonsense").status, 400);
}

TEST(Uploads, AnswerTheV2EndpointWithAUrl) {
  const MockClient client;
  const std::string old = "/api/v3/upload";
  const Response response = post_form(client, old, form("a.png", "image/png", "bytes"));
  json data = client.data(response);
  ASSERT_EQ(data.size(), 1u) << data;
  EXPECT_EQ(send_bare(client, "GET", data["url"]).body, "bytes");
}

TEST(Uploads, AreServedAsFiles) {
  const MockClient client;
  const std::string url = upload_url(client, "0123456789");
  const Response whole = send_bare(client, "GET", url);
  const std::string etag = client.header(whole, "ETag");
  EXPECT_THAT(etag, MatchesRegex("\"[0-9a-f-]+\""));

  const Response part = send_bare(client, "GET", url, {{"Range", "bytes=2-4"}});
  EXPECT_EQ(part.status, 206);
  EXPECT_EQ(part.body, "234");
  EXPECT_EQ(client.header(part, "Content-Range"), "bytes 2-4/10");
  EXPECT_EQ(send_bare(client, "GET", url, {{"If-None-Match", etag}}).status, 304);
  const Response head = send_bare(client, "HEAD", url);
  EXPECT_EQ(head.status, 200);
  EXPECT_EQ(client.header(head, "Content-Type"), "image/png");
  // The name is part of the URL; the query is not.
  EXPECT_EQ(send_bare(client, "GET", url + "?download=1").status, 200);
  EXPECT_EQ(send_bare(client, "GET", url + ".jpg").status, 404);
}

TEST(Uploads, AreKeptForSevenDaysOfTheMocksClock) {
  const MockClient client({.media_memory = 10});
  const std::string url = upload_url(client, "0123456789");
  client.advance(days(7) - nanoseconds(1));
  EXPECT_EQ(send_bare(client, "GET", url).status, 200);
  EXPECT_EQ(upload_url(client, "x"), "") << "the memory is full";
  client.advance(nanoseconds(1));
  EXPECT_EQ(send_bare(client, "GET", url).status, 404);
  EXPECT_NE(upload_url(client, "0123456789"), "") << "the memory is free again";
}

TEST(Uploads, MayBeOfAnyTypeWhenConfigured) {
  const MockClient client({.upload_types = UploadTypes::any});
  const Response response = post_form(client, kBinary, form("a.txt", "text/plain", "x"));
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(client.data(response)["type"], "file");
  EXPECT_EQ(client.header(send_bare(client, "GET", client.data(response)["download_url"]),
                          "Content-Type"),
            "text/plain");
}

}  // namespace
}  // namespace wavespeed_mock::api_uploads_test
