// Runs `wavespeed-mock models pull` against the program itself, and against servers that answer
// otherwise.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "cli/program_suite.h"
#include "support/loopback_server.h"

namespace wavespeed_mock::cli::catalogue_pull_test {
namespace {

using nlohmann::json;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

class CataloguePull : public ProgramTest {
 protected:
  struct Ended {
    int exit_code;
    std::string out;
    std::string err;
  };
  static Ended run(std::vector<std::string> arguments, std::vector<std::string> variables = {}) {
    Program program(std::move(arguments), std::move(variables));
    const int exit_code = program.exit_code();
    return {exit_code, program.out().all(), program.err().all()};
  }
  Ended pull_from(const std::string& url) const {
    return run({"models", "pull", "--from", url, "--api-key", "ws-secret-1", "--out", file_});
  }

  const std::string file_ = in_folder("models.json");
};

TEST_F(CataloguePull, WritesWhatTheServiceAnswers) {
  Program service({"serve", "--port=0", "--auth=open"});
  const std::string url = "http://127.0.0.1:" + std::to_string(port_in(service.out().first_line()));
  const Ended pulled = pull_from(url);
  EXPECT_EQ(pulled.exit_code, 0) << pulled.err;
  EXPECT_EQ(pulled.err, "");
  const json answer = json::parse(text_of_file(file_));
  EXPECT_EQ(pulled.out,
            "wrote " + std::to_string(answer["data"].size()) + " models to " + file_ + "\n");
  EXPECT_GT(answer["data"].size(), 998U);
  EXPECT_FALSE(std::filesystem::exists(file_ + ".part"));

  // What was pulled can be served, checked and compared.
  EXPECT_EQ(run({"models", "diff", file_, file_}).out, "no differences\n");
  EXPECT_EQ(run({"models", "price", "wavespeed-ai/flux-dev", "--models", file_}).out, "$0.012\n");
}

TEST_F(CataloguePull, TakesTheKeyFromTheEnvironment) {
  std::string sent;
  const LoopbackServer service([&](const httplib::Request& request, httplib::Response& response) {
    sent = request.method + ' ' + request.target + ' ' + request.get_header_value("Authorization");
    response.set_content(R"({"data": [{"model_id": "a/1"}]})", "application/json");
  });
  const std::vector<std::string> arguments = {"models",      "pull",  "--from",
                                              service.url(), "--out", file_};
  const Ended pulled = run(arguments, {"WAVESPEED_API_KEY=ws-from-env"});
  EXPECT_EQ(pulled.exit_code, 0) << pulled.err;
  EXPECT_EQ(pulled.out, "wrote 1 model to " + file_ + "\n");
  EXPECT_EQ(sent, "GET /api/v3/models Bearer ws-from-env");
  EXPECT_EQ(text_of_file(file_), R"({"data": [{"model_id": "a/1"}]})");

  const Ended none = run(arguments);
  EXPECT_EQ(none.exit_code, 2);
  EXPECT_EQ(none.err,
            "wavespeed-mock: models pull: the API key is missing: give --api-key KEY, or set "
            "WAVESPEED_API_KEY in the environment\n");
}

TEST_F(CataloguePull, SaysWhyTheServiceRefuses) {
  Program service({"serve", "--port=0", "--auth=strict"});
  const std::string url = "http://127.0.0.1:" + std::to_string(port_in(service.out().first_line()));
  const Ended refused = pull_from(url);
  EXPECT_EQ(refused.exit_code, 2);
  EXPECT_EQ(refused.out, "");
  EXPECT_THAT(refused.err,
              StartsWith("wavespeed-mock: models pull: " + url + " answered with status 401: "));
  EXPECT_THAT(refused.err, Not(HasSubstr("ws-secret-1")));
  EXPECT_FALSE(std::filesystem::exists(file_));
}

TEST_F(CataloguePull, LeavesTheFileAsItIsWithoutACatalogue) {
  temp_.write("models.json", "earlier");
  std::string body;
  std::atomic<int> status = 200;
  const LoopbackServer service([&](const httplib::Request&, httplib::Response& response) {
    response.status = status;
    response.set_content(body, "application/json");
  });
  struct Case {
    int status;
    std::string body;
    std::string problem;  // after the URL
  };
  const std::vector<Case> cases = {
      {200, "<html>", ": the answer: is not valid JSON: "},
      {200, R"({"code": 200})", ": the answer: must have what GET /api/v3/models answers: "},
      {200, R"({"data": []})", ": the answer has no models\n"},
      {200, R"({"data": [{"model_id": "a/1"})", ": the answer: is not valid JSON: "},
      {500, "", " answered with status 500\n"},
      {503, R"({"message": "later"})", " answered with status 503: later\n"},
      {302, "", " answered with status 302\n"}};
  for (const Case& c : cases) {
    status = c.status;
    body = c.body;
    const Ended wrong = pull_from(service.url());
    EXPECT_EQ(wrong.exit_code, 2) << c.problem;
    EXPECT_THAT(wrong.err, StartsWith("wavespeed-mock: models pull: " + service.url() + c.problem));
    EXPECT_EQ(text_of_file(file_), "earlier") << c.problem;
    EXPECT_FALSE(std::filesystem::exists(file_ + ".part")) << c.problem;
  }
}

TEST_F(CataloguePull, RefusesAFileThatItCannotWriteBeforeItAsks) {
  std::atomic<int> requests = 0;
  const LoopbackServer service([&](const httplib::Request&, httplib::Response&) { ++requests; });
  const Ended wrong = run({"models", "pull", "--from", service.url(), "--api-key", "k", "--out",
                           in_folder("none") + "/models.json"});
  EXPECT_EQ(wrong.exit_code, 2);
  EXPECT_THAT(wrong.err, HasSubstr("the catalogue \"" + in_folder("none") + "/models.json\""));
  EXPECT_EQ(requests, 0);
}

TEST_F(CataloguePull, NeedsAFileAndAnAddressThatAnswers) {
  EXPECT_EQ(run({"models", "pull", "--api-key", "k"}).err,
            "wavespeed-mock: models pull: option --out: is missing; it must be the path of a "
            "file\n");
  // A port on which nothing listens any more.
  const std::string url = [] {
    return LoopbackServer([](const httplib::Request&, httplib::Response&) {}).url();
  }();
  const Ended unanswered = pull_from(url);
  EXPECT_EQ(unanswered.exit_code, 2);
  EXPECT_THAT(unanswered.err, StartsWith("wavespeed-mock: models pull: " + url + ": "));
  EXPECT_THAT(unanswered.err, EndsWith("\n"));
}

TEST_F(CataloguePull, VerifiesCertificates) {
  const SelfSigned certificate;
  const LoopbackServer service(
      [](const httplib::Request&, httplib::Response& response) {
        response.set_content(R"([{"model_id": "a/1"}])", "application/json");
      },
      &certificate);
  EXPECT_EQ(pull_from(service.url()).exit_code, 2);
  EXPECT_FALSE(std::filesystem::exists(file_));
  const std::string trusted = temp_.write("ca.pem", certificate.certificate_text()).string();
  const Ended pulled = run({"models", "pull", "--from", service.url(), "--api-key", "k",
                            "--ca-file", trusted, "--out", file_});
  EXPECT_EQ(pulled.exit_code, 0) << pulled.err;
  EXPECT_EQ(text_of_file(file_), R"([{"model_id": "a/1"}])");
}

}  // namespace
}  // namespace wavespeed_mock::cli::catalogue_pull_test
