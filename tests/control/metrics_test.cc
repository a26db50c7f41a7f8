#include "control/metrics.h"

#include <gmock/gmock.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "support/mock_client.h"

namespace wavespeed_mock::metrics_test {
namespace {

using testing::HasSubstr;
using testing::Not;
using namespace std::chrono_literals;

// The value of a metric with its labels; "none" if there is no such line.
std::string value_in(const std::string& text, const std::string& metric) {
  const std::size_t begin = text.find('\n' + metric + ' ');
  if (begin == std::string::npos) return "none";
  const std::size_t value = begin + metric.size() + 2;
  return text.substr(value, text.find('\n', value) - value);
}

class Metrics : public testing::Test {
 protected:
  std::string value(const std::string& metric) const {
    const Response response =
        client_.send({.method = "GET", .target = "/__mock/metrics", .headers = {{"Host", "m"}}});
    EXPECT_EQ(response.status, 200);
    return value_in(response.body, "wavespeed_mock_" + metric);
  }

  const MockClient client_{{.latency = Latency::fixed(10s)}};
};

TEST_F(Metrics, AreServedInThePrometheusFormat) {
  const Response response = client_.get("/__mock/metrics");
  EXPECT_EQ(MockClient::header(response, "Content-Type"),
            "text/plain; version=0.0.4; charset=utf-8");
  EXPECT_THAT(response.body, HasSubstr("# HELP wavespeed_mock_accounts Accounts\n"
                                       "# TYPE wavespeed_mock_accounts gauge\n"));
  EXPECT_EQ(response.body, client_.mock().metrics());
}

TEST_F(Metrics, CountRequestsByRouteMethodAndStatus) {
  client_.poll("none");
  client_.poll("none");
  client_.get("/nowhere");
  EXPECT_EQ(value(R"(requests_total{route="result",method="GET",status="404"})"), "2");
  EXPECT_EQ(value(R"(requests_total{route="none",method="GET",status="404"})"), "1");
  EXPECT_EQ(value("answer_delay_seconds_count"), "3");
  EXPECT_EQ(value(R"(answer_delay_seconds_bucket{le="0"})"), "3");
}

TEST_F(Metrics, LeaveOutControlRoutes) {
  client_.get("/__mock/metrics");
  client_.get("/__mock/clock");
  EXPECT_EQ(value("answer_delay_seconds_count"), "0");
  EXPECT_THAT(client_.mock().metrics(), Not(HasSubstr("requests_total{")));
}

TEST_F(Metrics, FollowTasksAndTheirMoney) {
  client_.submit("wavespeed-ai/flux-dev/none");
  const Response submitted = client_.submit("mock/slow");
  ASSERT_EQ(submitted.status, 200) << submitted.body;
  const std::string type = R"({type="text-to-image"})";
  EXPECT_EQ(value("tasks_submitted_total" + type), "1");
  EXPECT_EQ(value(R"(tasks_ended_total{type="text-to-image",end="completed"})"), "0");
  EXPECT_EQ(value("tasks"), "1");
  client_.advance(std::chrono::hours(1));
  EXPECT_EQ(value(R"(tasks_ended_total{type="text-to-image",end="completed"})"), "1");
}

TEST_F(Metrics, IncludeTheClockAndTheVersion) {
  client_.advance(std::chrono::seconds(60));
  EXPECT_EQ(value("clock_seconds"), "1767225660");
  EXPECT_EQ(value(R"(clock_info{mode="manual"})"), "1");
  EXPECT_THAT(client_.mock().metrics(),
              testing::ContainsRegex(R"(wavespeed_mock_build_info\{version="[0-9.]+"\} 1)"));
}

TEST_F(Metrics, AreDocumented) {
  const auto path = std::filesystem::path(WAVESPEED_MOCK_SOURCE_DIR) / "docs" / "metrics.md";
  std::ifstream file(path);
  ASSERT_TRUE(file) << path;
  const std::string page{std::istreambuf_iterator<char>(file), {}};
  EXPECT_THAT(page, HasSubstr("<!-- metrics -->\n" + metrics_markdown() + "<!-- /metrics -->"))
      << "Between its two markers, the page must contain:\n"
      << metrics_markdown();

  // And the table lists every metric that is served.
  const std::string served = client_.mock().metrics();
  std::size_t families = 0;
  for (std::size_t at = 0; (at = served.find("# TYPE ", at)) != std::string::npos; ++families) {
    at += 7;
    const std::string name = served.substr(at, served.find(' ', at) - at);
    EXPECT_THAT(page, HasSubstr("| `" + name + "` |"));
  }
  EXPECT_EQ(families, 16U);
}

}  // namespace
}  // namespace wavespeed_mock::metrics_test
