#include "contract/transcript/replay.h"

#include <algorithm>
#include <unordered_map>

#include "base/text/ascii.h"
#include "base/text/nearest.h"
#include "base/text/quoting.h"
#include "contract/transcript/placeholder.h"

namespace wavespeed_mock {
namespace {

// What a mock says about its own answer. In a transcript of a mock it is about another answer, of
// another mock.
bool is_of_a_mock(std::string_view name) {
  return lower(name).starts_with("x-mock-");
}

Response restored(const RecordedExchange& exchange, std::string_view base_url) {
  const Response& recorded = exchange.response;
  Response response{.status = recorded.status, .headers = {}, .body = recorded.body};
  for (const Header& field : recorded.headers) {
    if (is_of_a_mock(field.name)) continue;
    response.headers.add(field.name, with_base_url(field.value, base_url));
  }
  if (is_text(response.body)) response.body = with_base_url(response.body, base_url);
  if (const auto& body = exchange.response_cut) {
    const std::string size = body->size ? " of " + std::to_string(*body->size) + " bytes" : "";
    response.headers.add("X-Mock-Reason", "the recorded body" + size + " is not in the transcript");
  }
  response.delivery.delay = exchange.took;
  return response;
}

// Whether `position` is that of the key: "Bearer KEY".
bool is_of(const Replay::Positions::value_type& position, std::string_view key) {
  const std::string& authorization = position.first.first;
  return authorization.substr(authorization.rfind(' ') + 1) == key;
}

}  // namespace

Replay::Replay(Transcript transcript) : transcript_(std::move(transcript)) {
  std::unordered_map<std::string, std::size_t> known;
  for (std::size_t i = 0; i < transcript_.exchanges.size(); ++i) {
    RecordedRequest request(transcript_.exchanges[i]);
    const auto [place, is_new] = known.try_emplace(request.fingerprint(), questions_.size());
    if (is_new) questions_.push_back({std::move(request), {}});
    questions_[place->second].answers.push_back(i);
  }
}

Outcome<Response> Replay::answer(const Request& request, std::string_view base_url) {
  const SentRequest sent(request, base_url);
  for (std::size_t i = 0; i < questions_.size(); ++i) {
    const Question& question = questions_[i];
    // Most are of another endpoint, which need not be said in words.
    if (!question.request.has_same_path(sent) || question.request.difference(sent)) continue;
    std::size_t position = 0;
    {
      const std::lock_guard lock(mutex_);
      std::size_t& next = positions_[{std::string(request.headers.get("Authorization")), i}];
      position = next;
      next = std::min(next + 1, question.answers.size() - 1);
    }
    return restored(transcript_.exchanges[question.answers[position]], base_url);
  }
  return no_match(sent);
}

Replay::Positions Replay::save() const {
  const std::lock_guard lock(mutex_);
  return positions_;
}

void Replay::restore(Positions positions) {
  const std::lock_guard lock(mutex_);
  positions_ = std::move(positions);
}

Replay::Positions Replay::save(std::string_view key) const {
  Positions saved;
  const std::lock_guard lock(mutex_);
  for (const auto& position : positions_) {
    if (is_of(position, key)) saved.insert(position);
  }
  return saved;
}

void Replay::restore(std::string_view key, const Positions& positions) {
  const std::lock_guard lock(mutex_);
  std::erase_if(positions_, [&](const auto& position) { return is_of(position, key); });
  positions_.insert(positions.begin(), positions.end());
}

ApiError Replay::no_match(const SentRequest& sent) const {
  ApiError error{.http = 404, .code = 404};
  const std::string name = shortened(sent.method + ' ' + sent.path);
  const Question* near = nullptr;
  for (const Question& question : questions_) {
    if (question.request.has_same_path(sent)) {
      near = &question;
      break;
    }
  }
  if (near != nullptr) {
    error.message = "the transcript has no such " + name;
    error.reason = "the nearest recorded request is " + near->request.name() + ", but " +
                   *near->request.difference(sent);
  } else {
    error.message = "the transcript has no " + name;
    std::vector<std::string> names;
    for (const Question& question : questions_) names.push_back(question.request.name());
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    if (names.size() > kMaxCompared) names.resize(kMaxCompared);
    const std::vector<std::string_view> known(names.begin(), names.end());
    const auto nearest_name = nearest(name, known, 1);
    error.reason = nearest_name.empty()
                       ? "no recorded request is like it"
                       : "the nearest recorded request is " + std::string(nearest_name[0]);
  }
  error.message += "; " + error.reason;
  return error;
}

}  // namespace wavespeed_mock
