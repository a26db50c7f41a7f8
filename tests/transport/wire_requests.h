// Requests at the edges of what HTTP allows, with what becomes of them: for the tests of the
// reader, which splits them at every position, as for those of the engines.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace wavespeed_mock::transport {

struct WireRequest {
  std::string sent;
  int status;
  std::string read;  // "METHOD target|Host|body" where the status is 200
};

inline WireRequest accepted(std::string sent, std::string read) {
  return {std::move(sent), 200, std::move(read)};
}
inline WireRequest refused(std::string sent, int status = 400) {
  return {std::move(sent), status, ""};
}

// A text with a NUL at each "~".
inline std::string with_nul(std::string text) {
  for (char& c : text) c = c == '~' ? '\0' : c;
  return text;
}
inline std::string with_target(const std::string& target) {
  return "GET " + target + " HTTP/1.1\r\n\r\n";
}
inline std::string with_fields(const std::string& fields) {
  return "GET / HTTP/1.1\r\n" + fields + "\r\n";
}
inline std::string with_chunks(const std::string& chunks) {
  return "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks;
}
// A chunk "hi" after `line`.
inline std::string with_chunk_line(const std::string& line) {
  return with_chunks(line + "\r\nhi\r\n0\r\n\r\n");
}
inline std::string with_trailer(const std::string& trailer) {
  return with_chunks("2\r\nhi\r\n0\r\n" + trailer + "\r\n\r\n");
}

inline std::vector<WireRequest> accepted_requests() {
  return {
      accepted(with_target("/a?b=c"), "GET /a?b=c||"),
      accepted(with_target(R"(/!"$%&'()*+,-.:;<=>?@[\]^_`{|}~)"),
               R"(GET /!"$%&'()*+,-.:;<=>?@[\]^_`{|}~||)"),
      accepted("\r\n" + with_target("/after-an-empty-line"), "GET /after-an-empty-line||"),
      accepted("GET http://h.test:80/a?b HTTP/1.1\r\nA: 1\r\nHost: other\r\n\r\n",
               "GET /a?b|h.test:80|"),
      accepted(with_target("HTTP://h"), "GET /|h|"),
      accepted("GET https://[::1]?x HTTP/1.0\r\n\r\n", "GET /?x|[::1]|"),
      accepted("OPTIONS * HTTP/1.1\r\n\r\n", "OPTIONS *||"),
      accepted("CONNECT h:443 HTTP/1.1\r\n\r\n", "CONNECT h:443||"),
      accepted(with_fields("A: x\ty \x80\xff\r\n"), "GET /||"),
      accepted(with_fields("!#$%&'*+-.^_`|~09azAZ:x\r\n"), "GET /||"),
      accepted(with_fields("Host:\r\n"), "GET /||"),
      accepted(with_fields("Host: h.test:1\r\nContent-Length: 2\r\ncontent-length: 2\r\n") + "hi",
               "GET /|h.test:1|hi"),
      accepted(with_fields("Content-Length: 00000000000000000002\r\n") + "hi", "GET /||hi"),
      accepted(with_chunk_line("2"), "POST /||hi"),
      accepted(with_chunk_line("0000000000000002"), "POST /||hi"),
      accepted(with_chunk_line("2;a;b=c; d = \"e\\\"\t\xe9;\" "), "POST /||hi"),
      accepted(with_chunks("2\r\nhi\r\n0;last\r\nT: 1\r\nU:\t\x80\r\n\r\n"), "POST /||hi"),
  };
}

inline std::vector<WireRequest> refused_requests() {
  std::vector<WireRequest> requests;
  for (const char* const line : {"GET /a\nb HTTP/1.1",
                                 "GET /a\rb HTTP/1.1",
                                 "GET /a~b HTTP/1.1",
                                 "GET /a\tb HTTP/1.1",
                                 "GET /a#b HTTP/1.1",
                                 "GET /caf\xc3\xa9 HTTP/1.1",
                                 "GET /a b HTTP/1.1",
                                 "G~T / HTTP/1.1",
                                 "GET\t/ HTTP/1.1",
                                 "get / HTTP/1.1",
                                 "GET / http/1.1",
                                 "GET / HTTP/1.1 ",
                                 "GET / HTTP/ 1.1",
                                 "GET / HTTP/1.10",
                                 "GET / HTTP/01.1",
                                 "GET / HTTP/1.2",
                                 "GET / HTTP/2.0",
                                 "GET / HTTP/0.9",
                                 "GET / HTTP/1.1\r",
                                 "GET /",
                                 "GET a HTTP/1.1",
                                 "GET ftp://h/ HTTP/1.1",
                                 "GET http:///a HTTP/1.1",
                                 "GET http://u@h/ HTTP/1.1",
                                 "GET h:80 HTTP/1.1",
                                 "CONNECT h/443 HTTP/1.1",
                                 "",
                                 "\r\n\r\nGET / HTTP/1.1"}) {
    requests.push_back(refused(with_nul(line) + "\r\n\r\n"));
  }
  for (const char* const fields : {"A : 1",
                                   "A\t: 1",
                                   " A: 1",
                                   "A: 1\r\n b",
                                   "A: 1\r\n\tb",
                                   "A",
                                   ": 1",
                                   "A~B: 1",
                                   "A\"B: 1",
                                   "A\x80: 1",
                                   "A: x~y",
                                   "A: x\ry",
                                   "A: x\ny",
                                   "A: 1\n",
                                   "A: 1\r",
                                   "A: x\x7fy",
                                   "A: \x1b[2J",
                                   "Host: a\r\nHost: a",
                                   "Host: a b",
                                   "Host: a/b",
                                   "Host: a\"b",
                                   "Content-Length: +1",
                                   "Content-Length: -1",
                                   "Content-Length: 1 1",
                                   "Content-Length: 0x1",
                                   "Content-Length: 1,1",
                                   "Content-Length: 000000000000000000001",
                                   "Content-Length: 18446744073709551616",
                                   "Content-Length: 1\r\nContent-Length: 2",
                                   "Transfer-Encoding: chunked\x0b",
                                   "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
                                   "Transfer-Encoding: chunked\r\nContent-Length: 1"}) {
    requests.push_back(refused(with_nul(with_fields(fields + std::string("\r\n")))));
  }
  requests.push_back(refused("GET / HTTP/1.1\n\n"));
  requests.push_back(refused("GET / HTTP/1.1\r\nA: 1\r\n\n"));
  requests.push_back(refused("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n"));
  requests.push_back(refused(with_fields("Transfer-Encoding: chunked, chunked\r\n"), 501));
  for (const char* const line : {"+2",
                                 "-2",
                                 "0x2",
                                 " 2",
                                 "2 x",
                                 "2x",
                                 "2;",
                                 "2;=a",
                                 "2;a=",
                                 "2;a=\"",
                                 "2;a=\"b\"c",
                                 "2;a=b c",
                                 "2;a~b",
                                 "2;a\rb",
                                 "2;a\n",
                                 "2;a=\"\x01\"",
                                 "2;a=\"\\~\"",
                                 "2\n",
                                 "2\r",
                                 "00000000000000002",
                                 "10000000000000000",
                                 ""}) {
    requests.push_back(refused(with_nul(with_chunk_line(line))));
  }
  for (const char* const trailer : {"T", " T: 1", "T : 1", "T: ~", "T: a\rb", "T: 1\n", "T: 1\r",
                                    "T\x80: 1", ": 1", "T: 1\r\n fold"}) {
    requests.push_back(refused(with_nul(with_trailer(trailer))));
  }
  requests.push_back(refused(with_chunk_line("ffffffffffffffff"), 413));
  return requests;
}

}  // namespace wavespeed_mock::transport
