// Ids in paths as clients send them that were generated from the OpenAPI document, on both engines.
#include <gtest/gtest.h>

#include <string>

#include "support/contract_watch.h"
#include "support/raw_client.h"
#include "support/server_engines.h"

namespace wavespeed_mock::encoded_path_test {
namespace {

std::string answer_to(const WatchedServer& server, const std::string& path) {
  const std::string body = R"({"prompt":"a"})";
  RawClient client(server.port());
  EXPECT_TRUE(client.send("POST " + path +
                          " HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer my-key\r\n"
                          "Content-Type: application/json\r\nContent-Length: " +
                          std::to_string(body.size()) + "\r\n\r\n" + body));
  return client.read_answer();
}

TEST(EncodedPath, NamesAModel) {
  for (const ServerEngine engine : server_engines()) {
    const WatchedServer server({}, {.engine = engine});
    for (const char* const path :
         {"/api/v3/wavespeed-ai/flux-dev", "/api/v3/wavespeed-ai%2Fflux-dev",
          "/api/v3/wavespeed-ai%2fflux%2Ddev", "/api/v3/%77avespeed-ai/flux%2Ddev"}) {
      const std::string answer = answer_to(server, path);
      EXPECT_EQ(answer.find("HTTP/1.1 200 "), 0U) << answer;
      EXPECT_NE(answer.find(R"("model":"wavespeed-ai/flux-dev")"), std::string::npos) << answer;
    }
    const std::string twice = answer_to(server, "/api/v3/wavespeed-ai%252Fflux-dev");
    EXPECT_EQ(twice.find("HTTP/1.1 404 "), 0U) << twice;
    const std::string wrong = answer_to(server, "/api/v3/wavespeed-ai%2lux-dev");
    EXPECT_EQ(wrong.find("HTTP/1.1 400 "), 0U) << wrong;
    EXPECT_NE(wrong.find("must come before two hex digits"), std::string::npos) << wrong;
  }
}

}  // namespace
}  // namespace wavespeed_mock::encoded_path_test
