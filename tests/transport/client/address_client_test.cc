#include "transport/client/address_client.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "support/loopback_server.h"
#include "support/silent_listener.h"

namespace wavespeed_mock::transport::address_client_test {
namespace {

using std::chrono::seconds;

WebUrl url_of(const std::string& text) {
  std::string_view problem;
  return *parse_web_url(text, problem);
}

httplib::Request get() {
  httplib::Request request;
  request.method = "GET";
  request.path = "/";
  return request;
}

TEST(AddressClient, SendsARequestAndReturnsTheResponse) {
  const LoopbackServer server([](const httplib::Request&, httplib::Response& response) {
    response.set_content("here", "text/plain");
  });
  SocketDeadlines deadlines;
  AddressClient client(url_of(server.url()), "127.0.0.1",
                       {.connect = seconds(5), .answer = seconds(5)}, deadlines);
  httplib::Request request = get();
  std::string body;
  request.content_receiver = [&](const char* bytes, std::size_t count, auto...) {
    body.append(bytes, count);
    return true;
  };
  httplib::Response response;
  ASSERT_TRUE(client.send(request, {}, response));
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(body, "here");
}

TEST(AddressClient, DistinguishesARefusalFromATimeout) {
  SocketDeadlines deadlines;
  httplib::Request request = get();
  httplib::Response response;
  AddressClient refused(url_of("http://h:1"), "127.0.0.1",
                        {.connect = seconds(5), .answer = seconds(5)}, deadlines);
  EXPECT_FALSE(refused.send(request, {}, response));
  EXPECT_FALSE(refused.was_late());
  EXPECT_EQ(refused.error(), httplib::Error::Connection);
  EXPECT_EQ(refused.problem(), "the connection was refused or cannot be made");

  const SilentListener silent(SilentListener::Kind::accepts);
  AddressClient waiting(
      url_of(silent.url()), "127.0.0.1",
      {.connect = std::chrono::milliseconds(20), .answer = std::chrono::milliseconds(20)},
      deadlines);
  EXPECT_FALSE(waiting.send(request, {}, response));
  EXPECT_TRUE(waiting.was_late());
  EXPECT_EQ(waiting.problem(), "no answer within 20ms");
}

}  // namespace
}  // namespace wavespeed_mock::transport::address_client_test
