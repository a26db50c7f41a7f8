// What the benchmarks of the core ask of a mock: the same requests wherever they are measured.
#pragma once

#include <wavespeed_mock/mock.h>

#include <string>
#include <utility>

namespace wavespeed_mock {

inline Request request_of(std::string method, std::string target, std::string body = "",
                          const std::string& key = "bench-key") {
  return {.method = std::move(method),
          .target = std::move(target),
          .headers = {{"Host", "127.0.0.1:8787"},
                      {"Authorization", "Bearer " + key},
                      {"Content-Type", "application/json"}},
          .body = std::move(body)};
}

// Limits and credit that no benchmark reaches; all else is as by default.
inline Options unlimited() {
  return {.tier = "unlimited", .balance = Money::from_usd(1e9), .latency = Latency::instant()};
}

inline Request submission() {
  return request_of("POST", "/api/v3/wavespeed-ai/flux-dev",
                    R"({"prompt":"a red fox in fresh snow, soft light","size":"1024*1024",)"
                    R"("num_inference_steps":28,"seed":42})");
}

// The task that a submission was answered with.
inline std::string id_in(const Response& response) {
  constexpr std::string_view kBefore = R"("id":")";
  constexpr std::size_t kDigits = 32;
  return response.body.substr(response.body.find(kBefore) + kBefore.size(), kDigits);
}

inline Request poll_of(const std::string& id) {
  return request_of("GET", "/api/v3/predictions/" + id + "/result");
}

}  // namespace wavespeed_mock
