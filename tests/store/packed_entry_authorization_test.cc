// What an entry keeps of the header fields Authorization.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "store/packed_entry.h"

namespace wavespeed_mock::packed_entry_authorization_test {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string all_of(const JournalEntry& entry) {
  std::string all = entry.method + ' ' + entry.target + '\n';
  for (const Headers* const headers : {&entry.request_headers, &entry.response_headers}) {
    for (const Header& field : *headers) all += field.name + ": " + field.value + '\n';
  }
  all += entry.request_body + '\n' + entry.response_body + '\n' + entry.trace.why;
  for (const TracedRule& rule : entry.trace.rules) all += '\n' + rule.reason;
  for (const TracedDraw& draw : entry.trace.draws) all += '\n' + draw.meaning;
  return all;
}

// An exchange that repeats `text` everywhere, with these fields.
std::string packed(const Headers& authorizations, const std::string& text,
                   std::string_view known_key) {
  Request request{.method = "POST", .target = '/' + text, .headers = authorizations, .body = text};
  request.headers.add("X-Note", text);
  const Response response{.status = 400, .headers = {{"X-Note", text}}, .body = text};
  RequestTrace trace{
      .draws = {{RandomStream::run_time, 3, text}}, .rules = {{"busy", false, text}}, .why = text};
  PackedEntry entry;
  entry.assign(
      {.number = 1, .time = {}, .request = request, .response = response, .known_key = known_key},
      std::move(trace), 1'000);
  return all_of(entry.unpacked());
}

TEST(PackedEntryAuthorization, IsLeftOutWithEveryRepetition) {
  // "u:pwBASICpw99"
  const std::string basic = packed({{"Authorization", "Basic dTpwd0JBU0lDcHc5OQ=="}},
                                   "pwBASICpw99 or dTpwd0JBU0lDcHc5OQ==", "");
  EXPECT_THAT(basic, HasSubstr("Authorization: Basic\n"));
  EXPECT_THAT(basic, Not(HasSubstr("pwBASIC")));
  EXPECT_THAT(basic, Not(HasSubstr("dTpwd0")));
  EXPECT_THAT(packed({{"Authorization", "Bearer unknown-key"}}, "unknown-key", ""),
              Not(HasSubstr("unknown-key")));
}

TEST(PackedEntryAuthorization, IsLeftOutWhereAKeyReplacesTheScheme) {
  const std::string entry = packed({{"Authorization", "unknown-key rest"}}, "unknown-key", "");
  EXPECT_THAT(entry, HasSubstr("Authorization: \n"));
  EXPECT_THAT(entry, Not(HasSubstr("unknown-key")));
}

TEST(PackedEntryAuthorization, IsLeftOutOfEachField) {
  for (const char* const known : {"known-key", ""}) {
    const std::string entry =
        packed({{"Authorization", "Bearer known-key"}, {"authorization", "Bearer second-key"}},
               "second-key", known);
    EXPECT_THAT(entry, HasSubstr("Authorization: Bearer\nauthorization: Bearer\n"));
    EXPECT_THAT(entry, Not(HasSubstr("second-key")));
  }
}

// The readers of the journal know it, and name it.
TEST(PackedEntryAuthorization, LeavesTheKeyOfAnAccountWhereItIsRepeated) {
  const std::string entry =
      packed({{"Authorization", "Bearer known-key"}}, "known-key", "known-key");
  EXPECT_THAT(entry, HasSubstr("POST /known-key\nAuthorization: Bearer\nX-Note: known-key\n"));
}

}  // namespace
}  // namespace wavespeed_mock::packed_entry_authorization_test
