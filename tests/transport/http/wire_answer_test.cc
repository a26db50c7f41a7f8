#include "transport/http/wire_answer.h"

#include <gtest/gtest.h>

#include <limits>
#include <string>
#include <vector>

namespace wavespeed_mock::transport::wire_answer_test {
namespace {

using std::chrono::milliseconds;

const std::string kHead = "HTTP/1.1 200 OK\r\nA: b\r\nContent-Length: 10\r\n\r\n";
const std::string kBody = "0123456789";

WireAnswer wire(const DeliveryPlan& plan, const WireForm& form = {}) {
  return to_wire({.headers = {{"A", "b"}}, .body = kBody, .delivery = plan}, form);
}

// The text of each step.
std::vector<std::string> steps(const WireAnswer& answer) {
  std::vector<std::string> out;
  for (std::size_t sent = 0; sent < answer.text.size(); sent += out.back().size()) {
    out.push_back(answer.text.substr(sent, answer.next(sent)));
  }
  return out;
}

TEST(ToWire, SendsAnOrdinaryResponseAtOnce) {
  const WireAnswer answer = wire({.delay = milliseconds(5)});
  EXPECT_EQ(steps(answer), std::vector{kHead + kBody});
  EXPECT_EQ(answer.ending, Ending::whole);
  EXPECT_FALSE(answer.closes);
}

TEST(ToWire, SendsNothingIfTheEndingComesFirst) {
  for (const Ending ending : {Ending::hang, Ending::close, Ending::reset}) {
    const WireAnswer answer = wire({.ending = ending});
    EXPECT_EQ(answer.text, "");
    EXPECT_EQ(answer.ending, ending);
    EXPECT_TRUE(answer.closes);
  }
}

TEST(ToWire, DeclaresTheWholeBodyAndSendsAPart) {
  for (const auto& [bytes, body] : {std::pair<std::uint64_t, std::string>{0, ""},
                                    {4, "0123"},
                                    {10, kBody},
                                    {std::numeric_limits<std::uint64_t>::max(), kBody}}) {
    const WireAnswer answer = wire({.ending = Ending::close, .body_bytes = bytes});
    EXPECT_EQ(answer.text, kHead + body);
    EXPECT_TRUE(answer.closes);
  }
}

TEST(ToWire, SendsTheHeadWithTheFirstPiece) {
  const WireAnswer answer = wire({.piece_bytes = 4, .piece_pause = milliseconds(7)});
  EXPECT_EQ(steps(answer), (std::vector<std::string>{kHead + "0123", "4567", "89"}));
  EXPECT_EQ(answer.pause, milliseconds(7));
  EXPECT_FALSE(answer.closes) << "the response is slow but complete";
  EXPECT_EQ(steps(wire({.piece_bytes = 100})), std::vector{kHead + kBody});
  EXPECT_EQ(steps(wire({.ending = Ending::reset, .body_bytes = 5, .piece_bytes = 4})),
            (std::vector<std::string>{kHead + "0123", "4"}));
}

TEST(ToWire, BreaksOffInTheMiddleOfAChunk) {
  const std::string head = "HTTP/1.1 200 OK\r\nA: b\r\nTransfer-Encoding: chunked\r\n\r\n";
  const WireAnswer answer = wire({.malformed_chunk = true});
  EXPECT_EQ(answer.text, head + "5\r\n01234\r\nnot-a-length\r\n56789");
  EXPECT_TRUE(answer.closes);
  EXPECT_EQ(to_wire({.delivery = {.malformed_chunk = true}}, {}).text,
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nnot-a-length\r\n");
  EXPECT_EQ(wire({.malformed_chunk = true}, {.head_only = true}).text, head);
  const WireAnswer large =
      to_wire({.body = std::string(0x24680, 'x'), .delivery = {.malformed_chunk = true}}, {});
  EXPECT_NE(large.text.find("\r\n\r\n12340\r\nx"), std::string::npos);
}

TEST(ToWire, SendsNoBodyToAHead) {
  EXPECT_EQ(wire({.ending = Ending::close, .body_bytes = 4}, {.head_only = true}).text, kHead);
  EXPECT_EQ(steps(wire({.piece_bytes = 4}, {.head_only = true})), std::vector{kHead});
}

TEST(ToWire, ClosesWhenTheResponseSaysSo) {
  EXPECT_TRUE(to_wire({.headers = {{"Connection", "close"}}}, {}).closes);
}

}  // namespace
}  // namespace wavespeed_mock::transport::wire_answer_test
