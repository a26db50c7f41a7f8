// A target whose responses a test defines.
#pragma once

#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "wavespeed_mock/contract.h"

namespace wavespeed_mock {

class ScriptedTarget : public ContractTarget {
 public:
  using Answer = std::function<Response(const Request&)>;

  explicit ScriptedTarget(Answer answer, Kind kind = Kind::live)
      : answer_(std::move(answer)), kind_(kind) {}

  Kind kind() const override { return kind_; }
  std::string name() const override { return "scripted"; }
  std::string base_url() const override { return "http://scripted.test:81"; }
  std::string key() const override { return "very-secret-key"; }
  void reset(const Options& options) override { begun.push_back(options); }
  Response exchange(const Request& request) override {
    requests.push_back(request);
    return answer_(request);
  }
  Response send_absolute(const std::string& url, const Request& request) override {
    elsewhere.push_back(url);
    return exchange(request);
  }
  void advance(Duration duration) override { now_ += duration; }
  Timestamp now() const override { return now_; }

  std::vector<Request> requests;
  std::vector<std::string> elsewhere;
  std::vector<Options> begun;

 private:
  Answer answer_;
  Kind kind_;
  Timestamp now_ = ManualClock().now();
};

inline Response json_answer(const nlohmann::json& body, int status = 200) {
  return {.status = status, .headers = {{"Content-Type", "application/json"}}, .body = body.dump()};
}

inline Response balance_answer(double usd) {
  return json_answer({{"code", 200}, {"message", "success"}, {"data", {{"balance", usd}}}});
}

// A file with these cases, each text one JSON object.
inline std::string cases_of(const std::vector<std::string>& cases) {
  std::string text = R"({"cases": [)";
  for (const std::string& one : cases) text += (text.ends_with('[') ? "" : ",") + one;
  return text + "]}";
}

// A case with one step that reads the balance and expects `expect`, a JSON object.
inline std::string balance_case(const std::string& name,
                                const std::string& expect = R"({"status": 200})",
                                const std::string& more = R"("cost": "free",)") {
  return R"({"name": ")" + name + R"(", "about": "reads the balance", )" + more +
         R"( "steps": [{"operation": "getBalance", "expect": )" + expect + "}]}";
}

}  // namespace wavespeed_mock
