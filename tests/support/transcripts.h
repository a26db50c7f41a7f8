// Exchanges for tests of transcripts.
#pragma once

#include <string>
#include <utility>

#include "contract/transcript/transcript.h"

namespace wavespeed_mock {

inline RecordedExchange exchange_of(Request request, Response response) {
  return {.request = std::move(request), .response = std::move(response)};
}

inline RecordedExchange json_exchange(std::string method, std::string target, std::string body,
                                      std::string answer, int status = 200) {
  return exchange_of(
      {.method = std::move(method),
       .target = std::move(target),
       .headers = {{"Authorization", "Bearer a-key"}, {"Content-Type", "application/json"}},
       .body = std::move(body)},
      {.status = status,
       .headers = {{"Content-Type", "application/json"}},
       .body = std::move(answer)});
}

}  // namespace wavespeed_mock
