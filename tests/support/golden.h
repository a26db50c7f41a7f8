// Golden transcripts: recorded exchanges of real clients with the mock, kept in
// contracts/transcripts. The header of a transcript has the options of the mock and its clock, so
// that every response can be reproduced.
#pragma once

#include <algorithm>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/value/duration_text.h"
#include "contract/contract_check.h"
#include "contract/json_difference.h"
#include "contract/transcript/base_url_removal.h"
#include "contract/transcript/transcript.h"
#include "wavespeed_mock/clock.h"
#include "wavespeed_mock/options.h"

namespace wavespeed_mock {

inline std::filesystem::path golden_folder() {
  return std::filesystem::path(WAVESPEED_MOCK_SOURCE_DIR) / "contracts" / "transcripts";
}

// In the order of their names.
inline std::vector<std::string> golden_names() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(golden_folder())) {
    if (entry.path().extension() == ".jsonl") names.push_back(entry.path().stem().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

// The options of the mock that a golden transcript was recorded from.
inline Options golden_options(const TranscriptHeader& header, std::shared_ptr<ManualClock> clock) {
  Options options;
  options.clock = std::move(clock);
  for (const auto& [name, value] : header.options) {
    if (name == "latency") {
      options.latency = Latency::parse(value);
    } else if (name == "sync_wait") {
      options.sync_wait = parse_duration(value).value();
    } else if (name == "balance") {
      options.balance = Money::from_usd(std::stod(value));
    } else if (name == "auth" && value == "strict") {
      options.auth = Auth::strict;
    } else if (name == "fixtures") {
      options.fixtures = {std::filesystem::path(WAVESPEED_MOCK_SOURCE_DIR) / value};
    } else {
      throw std::runtime_error("a golden transcript cannot have the option " + name);
    }
  }
  return options;
}

// `text` with a boundary that a client made up replaced.
inline std::string with_plain_boundary(std::string text, const std::string& boundary) {
  constexpr std::string_view kName = "form";
  std::size_t at = text.find(boundary);
  for (; at != std::string::npos; at = text.find(boundary, at + kName.size())) {
    text.replace(at, boundary.size(), kName);
  }
  return text;
}

// Removes what differs between machines and runs: the port, the version of Node.js, the boundaries
// of forms, and the bytes of pictures, which depend on library versions. Also removes the
// catalogue, which is long and does not depend on the client.
inline RecordedExchange normalised(RecordedExchange exchange, const std::string& base_url) {
  forget_base_url(exchange, base_url);
  exchange.took = Duration::zero();
  Request& request = exchange.request;
  const auto same = [](const Header& field, const char* name) {
    return Headers({field}).find(name) != nullptr;
  };
  Headers headers;
  for (const Header& field : request.headers) {
    const bool of_node = same(field, "Accept-Language") || same(field, "Sec-Fetch-Mode");
    if (of_node || is_connection_header(field.name)) continue;
    std::string value = field.value;
    if (same(field, "X-Client-OS")) value = "linux";
    constexpr std::string_view kBoundary = "boundary=";
    const std::size_t at = value.find(kBoundary);
    if (same(field, "Content-Type") && at != std::string::npos) {
      const std::string boundary = value.substr(at + kBoundary.size());
      value = with_plain_boundary(value, boundary);
      request.body = with_plain_boundary(request.body, boundary);
    }
    headers.add(field.name, value);
  }
  request.headers = std::move(headers);
  const bool left_out =
      request.target.starts_with("/outputs/") || request.target.starts_with("/api/v3/models");
  if (left_out && exchange.response.status == 200) {
    exchange.response.body.clear();
    exchange.response_cut = CutBody{};
    Headers kept;
    for (const Header& field : exchange.response.headers) {
      if (same(field, "ETag") || same(field, "Content-Encoding")) continue;
      kept.add(field.name, field.value);
    }
    exchange.response.headers = std::move(kept);
  }
  return exchange;
}

// The differences between two exchanges, one line per field: "response.json.data.status is
// \"created\" in the file, \"failed\" now".
inline std::string golden_difference(const RecordedExchange& file, const RecordedExchange& now) {
  std::string text;
  const auto before = nlohmann::json::parse(to_line(file));
  const auto after = nlohmann::json::parse(to_line(now));
  for (const JsonDifference& difference : json_differences(before, after)) {
    text += "\n  " + difference.path + " is " + difference.before + " in the file, " +
            difference.after + " now";
  }
  return text;
}

// "contracts/transcripts/x.jsonl, line 3, GET /api/v3/balance".
inline std::string golden_location(const std::string& name, const RecordedExchange& exchange) {
  return "contracts/transcripts/" + name + ".jsonl, line " + std::to_string(exchange.line) + ", " +
         exchange.request.method + ' ' + exchange.request.target;
}

}  // namespace wavespeed_mock
