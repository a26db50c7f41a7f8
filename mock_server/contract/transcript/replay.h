// Answers requests from a transcript.
//
// May be used from any thread.
#pragma once

#include <cstddef>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/value/api_error.h"
#include "contract/transcript/recorded_request.h"
#include "contract/transcript/transcript.h"
#include "wavespeed_mock/message.h"

namespace wavespeed_mock {

class Replay {
 public:
  // Recorded requests that a suggestion compares: a recording of one client has few endpoints, and
  // of ids without end the first ones will do.
  static constexpr std::size_t kMaxCompared = 1'000;

  explicit Replay(Transcript transcript);

  // The recorded answer to the same request (see RecordedRequest). Where it was asked several
  // times, the answers come in their order and the last one stays: for each API key from the start.
  // A wait as long as the recorded one is in its `delivery`. `base_url` is where the client thinks
  // the server is; answers point back there. Fields of a mock, X-Mock-…, are left out.
  //
  // 404 when no such request was recorded, with the nearest one and what is different about it.
  Outcome<Response> answer(const Request& request, std::string_view base_url);

  // How many answers each Authorization field has had to each question, to go back to.
  using Positions = std::map<std::pair<std::string, std::size_t>, std::size_t>;
  // Of every key.
  Positions save() const;
  void restore(Positions positions);
  // Of that key.
  Positions save(std::string_view key) const;
  void restore(std::string_view key, const Positions& positions);

 private:
  struct Question {
    RecordedRequest request;
    std::vector<std::size_t> answers;  // in the transcript
  };
  ApiError no_match(const SentRequest& sent) const;

  const Transcript transcript_;
  std::vector<Question> questions_;
  mutable std::mutex mutex_;
  Positions positions_;  // under `mutex_`
};

}  // namespace wavespeed_mock
