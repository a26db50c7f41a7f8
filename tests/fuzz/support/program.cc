#include "fuzz/support/program.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "api/webhook_delivery.h"
#include "base/text/ascii.h"
#include "base/text/text_match.h"
#include "base/value/duration_text.h"
#include "fuzz/support/books.h"
#include "fuzz/support/input.h"
#include "fuzz/support/target.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock::fuzz {
namespace {

constexpr std::string_view kBaseUrl = "http://127.0.0.1/";

std::string text_of(const Response& response) {
  std::string text = std::to_string(response.status) + '\n';
  for (const Header& field : response.headers) text += field.name + ": " + field.value + '\n';
  return text + response.body;
}

// The text after the last `begin`, up to a quote.
std::string last_after(std::string_view text, std::string_view begin) {
  // Much faster under sanitizers than rfind().
  bool found = false;
  for (std::size_t at = find_text(text, begin); at != std::string_view::npos;
       at = find_text(text, begin)) {
    text.remove_prefix(at + begin.size());
    found = true;
  }
  if (!found) return {};
  return std::string(text.substr(0, text.find('"')));
}

class Run {
 public:
  explicit Run(FuzzedMock& mock) : mock_(mock) {}

  // Skips every line that is not a step.
  void step(std::string_view line) {
    Input words(line);
    const std::string_view verb = words.word();
    if (verb == "as") {
      key_ = words.rest();
    } else if (verb == "header") {
      add_header(words.rest());
    } else if (verb == "|") {
      body_.append(words.rest()).append("\r\n");
    } else if (verb == "advance") {
      advance(words.rest());
    } else if (verb == "save") {
      saved_ = mock_.core().control().snapshots.take(nullptr);
    } else if (verb == "restore") {
      if (saved_) mock_.core().control().snapshots.restore(*saved_);
      check_books(mock_.core().store());
    } else if (verb == "webhooks") {
      answer_webhooks(words.rest());
    } else if (is_method(verb)) {
      const std::string_view target = words.word();
      ask(std::string(verb), std::string(target), words.rest());
    }
  }

  std::vector<std::string> take_answers() { return std::move(answers_); }

 private:
  static bool is_method(std::string_view verb) {
    constexpr std::string_view kMethods[] = {"GET", "POST", "PUT", "DELETE", "HEAD", "PATCH"};
    return std::find(std::begin(kMethods), std::end(kMethods), verb) != std::end(kMethods);
  }

  void add_header(std::string_view field) {
    const auto colon = field.find(':');
    if (colon == std::string_view::npos) return;
    headers_.push_back({filled(field.substr(0, colon)), filled(trimmed(field.substr(colon + 1)))});
  }

  void advance(std::string_view text) {
    const auto step = parse_duration(text);
    if (!step) return;
    try {
      mock_.clock().advance(*step);
    } catch (const Error&) {
      // Beyond the year 2261, where time ends.
    }
  }

  void answer_webhooks(std::string_view text) {
    WebhookAnswer answer{.status = 200};
    std::from_chars(text.data(), text.data() + text.size(), answer.status);
    const ApiContext& api = mock_.core().api();
    const Timestamp now = mock_.clock().now();
    for (const WebhookRequest& request : take_due_webhooks(api, now, 16)) {
      complete_webhook(api, now, request.id, answer);
    }
    check_books(mock_.core().store());
  }

  void ask(std::string method, std::string target, std::string_view body) {
    Request request = request_with_key(filled(key_), std::move(method), filled(target));
    request.body = filled(body_.append(body));
    for (Header& field : headers_) request.headers.add(field.name, field.value);
    if (!request.body.empty() && request.headers.find("Content-Type") == nullptr) {
      request.headers.add("Content-Type", "application/json");
    }
    body_.clear();
    headers_.clear();
    const Response response = mock_.answer_to(request);
    remember(response);
    answers_.push_back(text_of(response));
  }

  void remember(const Response& response) {
    request_ = response.headers.get("X-Mock-Request");
    for (const std::string_view begin : {"\"id\":\"", "\"id\": \""}) {
      if (std::string found = last_after(response.body, begin); !found.empty()) {
        id_ = std::move(found);
      }
    }
    if (std::string found = last_after(response.body, kBaseUrl); !found.empty()) {
      url_ = '/' + std::move(found);
    }
  }

  std::string filled(std::string_view text) const {
    std::string out;
    while (!text.empty()) {
      const auto brace = text.find('{');
      out.append(text.substr(0, brace));
      if (brace == std::string_view::npos) break;
      text.remove_prefix(brace);
      text.remove_prefix(fill_one(text, out));
    }
    return out;
  }

  // Appends what the text begins with, which is a brace; returns how much that was.
  std::size_t fill_one(std::string_view text, std::string& out) const {
    const std::pair<std::string_view, const std::string*> known[] = {
        {"{id}", &id_}, {"{request}", &request_}, {"{url}", &url_}};
    for (const auto& [name, value] : known) {
      if (!text.starts_with(name)) continue;
      out += *value;
      return name.size();
    }
    out += '{';
    return 1;
  }

  FuzzedMock& mock_;
  std::string key_ = "ws-key-1";
  std::vector<Header> headers_;
  std::string body_;
  std::string id_ = "none";
  std::string request_ = "none";
  std::string url_ = "/";
  std::optional<Snapshot> saved_;
  std::vector<std::string> answers_;
};

}  // namespace

std::vector<std::string> run_program(FuzzedMock& mock, std::string_view text,
                                     ProgramLimits limits) {
  Run run(mock);
  Input input(text);
  for (std::size_t i = 0; i < limits.steps && !input.empty(); ++i) run.step(input.line());
  return run.take_answers();
}

}  // namespace wavespeed_mock::fuzz
