// Handles inputs from outside, each in two sizes, for input_growth.py: callgrind counts the
// instructions of each apart. Ten times the input may take at most fifteen times the instructions.
//
//   input_growth        the names and sizes of the inputs, one in each line
//
// Under callgrind, the counts are in the files that it writes, one for each line.
#include <valgrind/callgrind.h>

#include <cstdio>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "contract/contract_check.h"
#include "core_work.h"
#include "transport/http/request_reader.h"

namespace wavespeed_mock {
namespace {

std::string repeated(std::string_view text, std::size_t size) {
  std::string out;
  while (out.size() < size) out += text;
  return out;
}

// Numbers from 0, each after `before`.
std::string counted(std::string_view before, std::size_t count, std::string_view after = "") {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) {
    out += before;
    out += std::to_string(i);
    out += after;
  }
  return out;
}

Options with_whole_journal() {
  Options options = unlimited();
  options.journal_body = Options::kMaxJournalBody;
  return options;
}

Options strict() {
  Options options = unlimited();
  options.strict = true;
  return options;
}

// Handles an input that is prepared; this alone is counted. Returns the status of the last answer,
// or 0 where nothing is answered.
using Work = std::function<int()>;

// A submission, then the page of the journal that shows it.
Work journal_of(std::string body) {
  auto mock = std::make_shared<Mock>(with_whole_journal());
  return [mock, request = request_of("POST", "/api/v3/wavespeed-ai/flux-dev", std::move(body))] {
    mock->handle(request);
    return mock->handle(request_of("GET", "/__mock/journal")).status;
  };
}

Work request_to(const Options& options, Request request) {
  auto mock = std::make_shared<Mock>(options);
  return [mock, request = std::move(request)] { return mock->handle(request).status; };
}

Work prompt_of(std::string body) {
  return request_to(strict(), request_of("POST", "/api/v3/wavespeed-ai/flux-dev", std::move(body)));
}

// The bytes of a request as a socket gives them, one at a time.
Work bytes_of(std::string bytes) {
  return [bytes = std::move(bytes)] {
    constexpr std::size_t kMaxBody = 1'048'576;
    transport::RequestReader reader(kMaxBody);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
      std::string_view piece = std::string_view(bytes).substr(i, 1);
      reader.take(piece);
    }
    if (reader.state() == transport::RequestReader::State::refused) return reader.error().http;
    return 0;
  };
}

Work upload_of(const std::string& body) {
  Request request = request_of("POST", "/api/v3/media/upload/binary", body);
  request.headers = {{"Host", "127.0.0.1"},
                     {"Authorization", "Bearer bench-key"},
                     {"Content-Type", "multipart/form-data; boundary=b"}};
  return request_to(unlimited(), std::move(request));
}

// A mock that has handled `request` `count` times.
std::shared_ptr<Mock> after(std::size_t count, const Request& request) {
  auto mock = std::make_shared<Mock>(unlimited());
  for (; count > 0; --count) mock->handle(request);
  return mock;
}

Work among_tasks(std::size_t count, Request request) {
  return [mock = after(count, submission()), request = std::move(request)] {
    return mock->handle(request).status;
  };
}

Work among_rules(std::size_t count) {
  const Request rule =
      request_of("POST", "/__mock/faults",
                 R"({"fault":"error","route":"submit","header":{"name":"A","contains":"b"}})");
  return [mock = after(count, rule)] { return mock->handle(submission()).status; };
}

Work restored_after(std::size_t count) {
  return [mock = after(count, submission())] {
    mock->handle(request_of("POST", "/__mock/snapshots"));
    mock->handle(request_of("POST", "/__mock/snapshots/snapshot-1/restore"));
    return mock->handle(request_of("POST", "/__mock/reset", R"({"parts":["all"]})")).status;
  };
}

Work fixtures_of(std::size_t accounts) {
  std::string entries;
  for (std::size_t i = 0; i < accounts; ++i) {
    const std::string number = std::to_string(i);
    entries += (i > 0 ? "," : "") + (R"({"name":"name-)" + number) + R"(","keys":["key-)" + number +
               R"("],"balance_usd":1})";
  }
  Options options = unlimited();
  options.fixture_texts = {R"({"accounts":[)" + entries + "]}"};
  return [options] {
    const Mock mock(options);
    return 0;
  };
}

// An answer of a live server whose error code is long, as `contract --drift` gets it.
Work error_code_of(std::size_t size) {
  Response answer;
  answer.body = R"({"code":400,"message":"x","data":{"id":"x","error_code":")" +
                std::string(size, 'A') + R"("}})";
  answer.status = 200;
  answer.headers = {{"Content-Type", "application/json"}};
  return [answer] {
    const ContractCheck check(ContractDocument::builtin(), UnknownFields::allowed);
    check.response(request_of("GET", "/api/v3/predictions/x/result"), answer);
    return 0;
  };
}

struct Input {
  std::string_view name;
  std::size_t size;  // the smaller one, in bytes or in what the name counts
  std::function<Work(std::size_t size)> prepare;
};

const Input kInputs[] = {
    {"blanks in the journal", 8'000,
     [](std::size_t size) {
       return journal_of(R"({"prompt":")" + std::string(size, ' ') + "\"}");
     }},
    {"quotes in the journal", 8'000,
     [](std::size_t size) { return journal_of(std::string(size, '"')); }},
    {"escapes in the journal", 8'000,
     [](std::size_t size) { return journal_of(repeated("%20", size)); }},
    {"values without end in the journal", 8'000,
     [](std::size_t size) {
       // Each name is an ordinary word too, and begins a value that ends far away, or never.
       std::string text;
       for (const std::string& part : {std::string("pass='a b "), std::string("session=\\\"x y "),
                                       "auth=\"" + std::string(100, ' ')}) {
         text += repeated(part, size / 3);
       }
       return journal_of(std::move(text));
     }},
    {"secrets in the journal", 400,
     [](std::size_t count) {
       return journal_of(R"({"prompt":"x")" +
                         counted(R"(,"password)", count, R"(":"Zq81hT0pVn"})"));
     }},
    {"brackets", 8'000, [](std::size_t size) { return prompt_of(std::string(size, '[')); }},
    {"unknown fields", 400,
     [](std::size_t count) {
       return prompt_of(R"({"prompt":"x")" + counted(R"(,"unknown)", count, R"(":1)") + '}');
     }},
    {"items of a list", 2'000,
     [](std::size_t count) {
       return prompt_of(R"({"prompt":"x","images":["")" + repeated(R"(,"")", 3 * count) + "]}");
     }},
    {"a long model id", 2'000,
     [](std::size_t size) {
       return request_to(unlimited(),
                         request_of("POST", "/api/v3/" + std::string(size, 'x'), "{}"));
     }},
    {"fields of a query", 200,
     [](std::size_t count) {
       return request_to(strict(),
                         request_of("GET", "/api/v3/balance?" + counted("a", count, "=%20b&")));
     }},
    {"fault rules with a header", 90, [](std::size_t count) { return among_rules(count); }},
    {"bytes of a head", 1'500,
     [](std::size_t size) {
       return bytes_of("GET / HTTP/1.1\r\nHost: a\r\n" + repeated("A: b\r\n", size) + "\r\n");
     }},
    {"chunks of one byte", 2'000,
     [](std::size_t count) {
       return bytes_of("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" +
                       repeated("1\r\nx\r\n", 6 * count) + "0\r\n\r\n");
     }},
    {"beginnings of a boundary", 8'000,
     [](std::size_t size) { return upload_of("--b\r\n" + repeated("\r\n--", size)); }},
    {"parts of a form", 8,
     [](std::size_t count) {
       return upload_of(
           counted("--b\r\nContent-Disposition: form-data; name=\"", count, "\"\r\n\r\nx\r\n") +
           "--b--\r\n");
     }},
    {"letters of an error code", 8'000, error_code_of},
    {"accounts of a fixture", 200, fixtures_of},
    {"tasks in a listing", 200,
     [](std::size_t count) {
       return among_tasks(count, request_of("GET", "/api/v3/predictions"));
     }},
    {"bills in a search", 200,
     [](std::size_t count) {
       return among_tasks(count, request_of("POST", "/api/v3/billings/search", "{}"));
     }},
    {"tasks in the usage", 200,
     [](std::size_t count) {
       return among_tasks(count,
                          request_of("POST", "/api/v3/user/usage_stats",
                                     R"({"start_time":"2026-01-01","end_time":"2026-01-31"})"));
     }},
    {"requests of a client report", 100,
     [](std::size_t count) {
       return among_tasks(count, request_of("GET", "/__mock/client-report"));
     }},
    {"tasks of a snapshot", 200, restored_after},
};

int run() {
  constexpr std::size_t kTimes = 10;
  prompt_of("{}")();  // what a process reads once, such as the contract
  for (const Input& input : kInputs) {
    for (const std::size_t size : {input.size, input.size * kTimes}) {
      const Work work = input.prepare(size);
      CALLGRIND_ZERO_STATS;
      CALLGRIND_START_INSTRUMENTATION;
      const int status = work();
      CALLGRIND_STOP_INSTRUMENTATION;
      CALLGRIND_DUMP_STATS;
      std::printf("%s\t%zu\t%d\n", std::string(input.name).c_str(), size, status);
    }
  }
  return 0;
}

}  // namespace
}  // namespace wavespeed_mock

int main() {
  return wavespeed_mock::run();
}
