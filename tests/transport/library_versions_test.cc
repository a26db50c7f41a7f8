#include "transport/library_versions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <mutex>
#include <string>
#include <vector>

#include "transport/engine.h"

namespace wavespeed_mock::transport::library_versions_test {
namespace {

using ::testing::ElementsAre;

// The values of the fields of that name, which begins with "X-".
std::vector<std::string> values(const Headers& fields, std::string_view name) {
  std::vector<std::string> found;
  for (const Header& field : fields) {
    if (Headers({field}).find(name)) found.push_back(field.value);
  }
  return found;
}

// A server that keeps the last request, as it came, and answers with its fields "X-…".
class LibraryVersions : public ::testing::Test {
 protected:
  LibraryVersions() : client_("127.0.0.1", engine_->port()) {}

  Response answer(const Request& request) {
    const std::lock_guard lock(mutex_);
    seen_ = request;
    Response response;
    for (const auto& [name, value] : request.headers) {
      if (name.starts_with("X-")) response.headers.add(name, value);
    }
    return response;
  }

  // Returns the fields of the response.
  Headers send(httplib::Request request, const Headers& fields) {
    set_fields(client_, request, fields);
    httplib::Response response;
    httplib::Error error = httplib::Error::Success;
    EXPECT_TRUE(client_.send(request, response, error)) << httplib::to_string(error);
    return fields_of(response);
  }

  Request seen() {
    const std::lock_guard lock(mutex_);
    return seen_;
  }

  std::mutex mutex_;
  Request seen_;  // under `mutex_`
  std::unique_ptr<Engine> engine_ =
      start_httplib_engine({}, [this](const Request& request) { return answer(request); });
  httplib::ClientImpl client_;
};

httplib::Request post(const std::string& path, std::string body) {
  httplib::Request request;
  request.method = "POST";
  request.path = path;
  request.body = std::move(body);
  return request;
}

TEST_F(LibraryVersions, KeepTheOrderOfFieldsOfOneName) {
  const Headers back =
      send(post("/", "{}"), {{"X-B", "2"}, {"X-A", "z"}, {"X-B", "1"}, {"X-A", "y"}, {"X-B", "3"}});
  EXPECT_THAT(values(seen().headers, "X-B"), ElementsAre("2", "1", "3"));
  EXPECT_THAT(values(seen().headers, "X-A"), ElementsAre("z", "y"));
  std::vector<std::string> names_and_values;
  for (const auto& [name, value] : back) {
    if (name.starts_with("X-")) names_and_values.push_back(name + " " + value);
  }
  EXPECT_THAT(names_and_values, ElementsAre("X-A z", "X-A y", "X-B 2", "X-B 1", "X-B 3"));
}

TEST_F(LibraryVersions, SendFieldsAsGivenAndWhatIsMissing) {
  send(post("/", "{}"), {{"Host", "h.test"},
                         {"User-Agent", "u"},
                         {"content-type", "application/json"},
                         {"Expect", "nothing"},
                         {"Accept", ""}});
  const Headers sent = seen().headers;
  EXPECT_THAT(values(sent, "Host"), ElementsAre("h.test"));
  EXPECT_THAT(values(sent, "User-Agent"), ElementsAre("u"));
  EXPECT_THAT(values(sent, "Content-Type"), ElementsAre("application/json"));
  EXPECT_THAT(values(sent, "Expect"), ElementsAre("nothing"));
  EXPECT_THAT(values(sent, "Accept"), ElementsAre(""));
  EXPECT_THAT(values(sent, "Content-Length"), ElementsAre("2"));
  EXPECT_THAT(values(sent, "Connection"), ElementsAre("close"));
}

TEST_F(LibraryVersions, SendLongBodiesWithoutAsking) {
  const std::string body(100'000, 'x');
  send(post("/", body), {});
  EXPECT_EQ(seen().body, body);
  EXPECT_EQ(seen().headers.find("Expect"), nullptr);
}

TEST_F(LibraryVersions, SendPathsUnchanged) {
  send_paths_unchanged(client_);
  send(post("/a%7Eb/c|d?e=%22&f=+,;'", ""), {});
  EXPECT_EQ(seen().target, "/a%7Eb/c|d?e=%22&f=+,;'");
}

TEST(LibraryVersion, DistinguishesACertificateForAnotherHost) {
  EXPECT_FALSE(is_for_other_host(httplib::Error::SSLServerVerification));
  EXPECT_FALSE(is_for_other_host(httplib::Error::Success));
}

}  // namespace
}  // namespace wavespeed_mock::transport::library_versions_test
