#include "transport/http/request_head.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace wavespeed_mock::transport::request_head_test {
namespace {

Outcome<RequestHead> read(const std::string& fields, HttpVersion version = HttpVersion::http_1_1) {
  return read_head("POST /a HTTP/1.1\r\n" + fields + "\r\n", version);
}

TEST(RequestHead, KeepsFieldsUnchanged) {
  const Outcome<RequestHead> head =
      read("Zebra: 1\r\nauthorization:Bearer a%2Fb\r\nzebra: \t 2 \r\nEmpty:\r\nTime: 12:30\r\n");
  ASSERT_TRUE(head);
  std::vector<std::string> fields;
  for (const Header& field : head->headers) fields.push_back(field.name + "=" + field.value);
  EXPECT_EQ(fields, (std::vector<std::string>{"Zebra=1", "authorization=Bearer a%2Fb", "zebra=2",
                                              "Empty=", "Time=12:30"}));
}

TEST(RequestHead, ReportsTheLengthOfTheBody) {
  struct Case {
    const char* fields;
    bool chunked;
    std::uint64_t body_bytes;
  };
  for (const Case& c : {Case{"", false, 0}, Case{"Content-Length: 12\r\n", false, 12},
                        Case{"Content-Length: 12\r\ncontent-length: 12\r\n", false, 12},
                        Case{"Transfer-Encoding: Chunked\r\n", true, 0}}) {
    const Outcome<RequestHead> head = read(c.fields);
    ASSERT_TRUE(head) << c.fields;
    EXPECT_EQ(head->chunked, c.chunked) << c.fields;
    EXPECT_EQ(head->body_bytes, c.body_bytes) << c.fields;
  }
}

TEST(RequestHead, ReportsWhetherTheConnectionCloses) {
  struct Case {
    const char* fields;
    HttpVersion version;
    bool closes;
  };
  for (const Case& c : {Case{"", HttpVersion::http_1_1, false},
                        Case{"Connection: Close\r\n", HttpVersion::http_1_1, true},
                        Case{"Connection: TE, close\r\n", HttpVersion::http_1_1, true},
                        Case{"Connection: keep-alive\r\n", HttpVersion::http_1_1, false},
                        Case{"", HttpVersion::http_1_0, true},
                        Case{"Connection: keep-alive\r\n", HttpVersion::http_1_0, false}}) {
    const Outcome<RequestHead> head = read(c.fields, c.version);
    ASSERT_TRUE(head) << c.fields;
    EXPECT_EQ(head->closes, c.closes) << c.fields;
  }
}

TEST(RequestHead, ReportsWhetherTheClientExpectsContinue) {
  struct Case {
    const char* fields;
    HttpVersion version;
    bool awaits;
  };
  constexpr auto kNew = HttpVersion::http_1_1;
  for (const Case& c :
       {Case{"Expect: 100-Continue\r\nContent-Length: 1\r\n", kNew, true},
        Case{"Expect: 100-continue\r\nTransfer-Encoding: chunked\r\n", kNew, true},
        Case{"Expect: 100-continue\r\n", kNew, false}, Case{"Content-Length: 1\r\n", kNew, false},
        Case{"Expect: 100-continue\r\nContent-Length: 1\r\n", HttpVersion::http_1_0, false}}) {
    const Outcome<RequestHead> head = read(c.fields, c.version);
    ASSERT_TRUE(head) << c.fields;
    EXPECT_EQ(head->awaits_continue, c.awaits) << c.fields;
  }
}

TEST(RequestHead, RefusesAmbiguousFraming) {
  struct Case {
    const char* fields;
    int http;
    const char* named;  // the message says so
  };
  for (const Case& c : {
           Case{"no colon here\r\n", 400, "byte 0x20 at position 3"},
           Case{"Blank : 1\r\n", 400, "Blank"},
           Case{": nameless\r\n", 400, "byte 0x3A at position 1"},
           Case{"A: 1\r\n folded: 2\r\n", 400, "byte 0x20 at position 1"},
           Case{"Content-Length: -1\r\n", 400, "-1"},
           Case{"Content-Length: 0x10\r\n", 400, "0x10"},
           Case{"Content-Length:\r\n", 400, "Content-Length"},
           Case{"Content-Length: 99999999999999999999\r\n", 400, "99999999999999999999"},
           Case{"Content-Length: 1, 1\r\n", 400, "1, 1"},
           Case{"Content-Length: 1\r\nContent-Length: 2\r\n", 400, "twice"},
           Case{"Content-Length: 1\r\nTransfer-Encoding: chunked\r\n", 400, "both"},
           Case{"Transfer-Encoding: gzip, chunked\r\n", 501, "gzip, chunked"},
       }) {
    const Outcome<RequestHead> head = read(c.fields);
    ASSERT_FALSE(head) << c.fields;
    EXPECT_EQ(head.error().http, c.http) << c.fields;
    EXPECT_EQ(head.error().code, c.http) << c.fields;
    EXPECT_NE(head.error().message.find(c.named), std::string::npos) << head.error().message;
  }
}

}  // namespace
}  // namespace wavespeed_mock::transport::request_head_test
