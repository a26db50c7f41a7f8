// The target of a URL: a server that is not ours, reached over HTTP or HTTPS.
#include <chrono>
#include <string_view>
#include <thread>
#include <utility>

#include "base/http/web_url.h"
#include "records/api_key.h"
#include "transport/client/http_client.h"
#include "wavespeed_mock/contract.h"

namespace wavespeed_mock {
namespace {

class HttpTarget final : public ContractTarget {
 public:
  explicit HttpTarget(HttpTargetOptions options)
      : options_(std::move(options)), client_(client_options(options_.url)) {
    while (options_.url.ends_with('/')) options_.url.pop_back();
    if (!is_well_formed_key(options_.key)) {
      throw ConfigError("the API key must be 1 to 512 visible ASCII characters");
    }
  }

  Kind kind() const override { return Kind::live; }
  std::string name() const override { return options_.url; }
  std::string base_url() const override { return options_.url; }
  std::string key() const override { return options_.key; }

  void reset(const Options&) override {}
  Response exchange(const Request& request) override {
    return answer_of(client_, options_.url, request);
  }
  Response send_absolute(const std::string& url, const Request& request) override {
    std::string_view problem;
    const auto parsed = parse_web_url(url, problem);
    if (!parsed) {
      throw TargetError("cannot send to " + shown_url(url) + ": " + std::string(problem));
    }
    const std::string scheme = parsed->https ? "https://" : "http://";
    const std::string server = scheme + host_field(*parsed);
    transport::HttpClient client(client_options(server));
    Request there = request;
    there.target = parsed->target;
    return answer_of(client, server, there);
  }
  void advance(Duration duration) override { std::this_thread::sleep_for(duration); }
  Timestamp now() const override { return std::chrono::system_clock::now(); }

 private:
  transport::HttpClientOptions client_options(const std::string& url) const {
    return {.base_url = url, .ca_file = options_.ca_file, .answer = options_.timeout};
  }

  static Response answer_of(transport::HttpClient& client, const std::string& server,
                            const Request& request) {
    try {
      return client.exchange(request);
    } catch (const transport::NoAnswer& problem) {
      throw TargetError(server + ": " + problem.what());
    }
  }

  HttpTargetOptions options_;
  transport::HttpClient client_;
};

}  // namespace

std::unique_ptr<ContractTarget> http_target(const HttpTargetOptions& options) {
  return std::make_unique<HttpTarget>(options);
}

}  // namespace wavespeed_mock
