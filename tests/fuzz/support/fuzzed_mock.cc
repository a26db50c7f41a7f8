#include "fuzz/support/fuzzed_mock.h"

#include <algorithm>
#include <exception>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "app/request_pipeline.h"
#include "app/route_table.h"
#include "fuzz/support/books.h"
#include "fuzz/support/target.h"

namespace wavespeed_mock::fuzz {
namespace {

constexpr int kInputsOfOneMock = 1'000;

bool is_token(std::string_view text) {
  static constexpr std::string_view kOthers = "!#$%&'*+-.^_`|~";
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           kOthers.find(c) != std::string_view::npos;
  });
}

// RFC 9110, 5.5: a tab, what is visible, and bytes above ASCII.
bool is_field_value(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return c == '\t' || (byte >= 0x20 && byte != 0x7F);
  });
}

std::string name_of(const Request& request, const Response& response) {
  return request.method + ' ' + request.target + " was answered " +
         std::to_string(response.status) + ": " + response.body;
}

}  // namespace

FuzzedMock::FuzzedMock(Options options) : options_(std::move(options)) {
  make();
}

void FuzzedMock::make() {
  start_.reset();
  clock_ = std::make_shared<ManualClock>();
  Options options = options_;
  options.clock = clock_;
  core_ = std::make_unique<MockCore>(options);
  router_ = std::make_unique<const Router>(routes());
  start_ = std::make_unique<const Snapshot>(core_->control().snapshots.take(nullptr));
  inputs_ = 0;
}

void FuzzedMock::start_again() {
  if (++inputs_ == kInputsOfOneMock) return make();
  const ControlContext& control = core_->control();
  control.snapshots.restore(*start_);
  // These are in no snapshot.
  control.client_reports.clear(std::nullopt);
  for (const KeptSnapshot& kept : control.snapshot_store.list(nullptr)) {
    static_cast<void>(control.snapshot_store.remove(nullptr, kept.id));
  }
}

Response FuzzedMock::answer_to(const Request& request) {
  Response response;
  try {
    response = RequestPipeline(*core_, *router_, request).answer();
  } catch (const std::exception& problem) {
    throw Violation(request.method + ' ' + request.target + " threw: " + problem.what());
  }
  check_answer(request, response);
  check_books(core_->store());
  return response;
}

Request request_with_key(std::string_view key, std::string method, std::string target,
                         std::string body) {
  Request request{.method = std::move(method),
                  .target = std::move(target),
                  .headers = {{"Host", "127.0.0.1"}},
                  .body = std::move(body)};
  if (!key.empty()) request.headers.add("Authorization", "Bearer " + std::string(key));
  return request;
}

void check_answer(const Request& request, const Response& response) {
  for (const Header& field : response.headers) {
    check(is_token(field.name), "the name of a header field is a token", field.name);
    check(is_field_value(field.value), "a header field has a value that HTTP allows",
          field.name + ": " + field.value);
  }
  check(response.status >= 100 && response.status <= 599, "a status is one of HTTP",
        name_of(request, response));
  if (response.headers.find("X-Mock-Fault") != nullptr) return;
  check(response.status < 500, "only faults make a status of 500 or more",
        name_of(request, response));
  const bool is_json = response.headers.get("Content-Type").starts_with("application/json");
  if (is_json && request.method != "HEAD") {
    check(nlohmann::json::accept(response.body), "a body is JSON where Content-Type says so",
          name_of(request, response));
  }
}

}  // namespace wavespeed_mock::fuzz
