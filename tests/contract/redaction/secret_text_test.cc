#include "contract/redaction/secret_text.h"

#include <gtest/gtest.h>

#include <string>

namespace wavespeed_mock::secret_text_test {
namespace {

std::string redacted(std::string_view text) {
  return SecretText().redacted(text);
}

TEST(SecretText, FindsKeysAndNamedValues) {
  EXPECT_EQ(redacted("Authorization: Bearer abc-123"), "Authorization: Bearer {{key-1}}");
  EXPECT_EQ(redacted("bearer%20abc"), "bearer%20{{key-1}}");
  EXPECT_EQ(redacted("Authorization: Basic YWJj"), "Authorization: Basic {{secret-1}}");
  EXPECT_EQ(redacted("api_key=abc, n=1"), "api_key={{secret-1}}, n=1");
  EXPECT_EQ(redacted(R"(body was {\"password\": \"a b\", \"n\": 1})"),
            R"(body was {\"password\": \"{{secret-1}}\", \"n\": 1})");
  EXPECT_EQ(redacted("token whsec_Abc+/= is old"), "token {{secret-1}} is old");
  EXPECT_EQ(redacted("secret: s1; secret: s2; secret: s1"),
            "secret: {{secret-1}}; secret: {{secret-2}}; secret: {{secret-1}}");
}

// Files of properties name values so, and forms write "+" for a space.
TEST(SecretText, FindsValuesAfterNamesWithinLongerNames) {
  EXPECT_EQ(redacted("db.password=abc, x.y.api_key: \"a b\""),
            "db.password={{secret-1}}, x.y.api_key: \"{{secret-2}}\"");
  EXPECT_EQ(redacted("note=my+password=abc"), "note=my+password={{secret-1}}");
  EXPECT_EQ(redacted("is+Bearer abc"), "is+Bearer {{key-1}}");
  EXPECT_EQ(redacted("write to a.password@b.test"), "write to {{email-1}}");
}

TEST(SecretText, FindsSecretsInUrls) {
  EXPECT_EQ(
      redacted("https://s3.test/a.png?X-Amz-Signature=ab12&X-Amz-Date=1&sig=9"),
      "https://s3.test/a.png?X-Amz-Signature=redacted-secret-1&X-Amz-Date=1&sig=redacted-secret-2");
  EXPECT_EQ(redacted("/x?webhook=https%3A%2F%2Fh.test%2F%3Ftoken%3Dab12%26n%3D1"),
            "/x?webhook=https%3A%2F%2Fh.test%2F%3Ftoken%3Dredacted-secret-1%26n%3D1");
  EXPECT_EQ(redacted("https://ann:pa55@h.test/"), "https://redacted-secret-1@h.test/");
}

TEST(SecretText, FindsAddresses) {
  EXPECT_EQ(redacted("mail <ann.lee+x@mail.test>, or bob@b.test."),
            "mail <{{email-1}}>, or {{email-2}}.");
  EXPECT_EQ(redacted("?to=ann%40mail.test&n=1"), "?to=redacted-email-1&n=1");
}

TEST(SecretText, KeepsOrdinaryText) {
  for (const char* text :
       {"", "a cat @ home", "max_tokens: 5", "Bearer", "Bearer <key>", "sig=1", "the secret is out",
        "a@b", "1:30", "https://a.test/b?page=2&model=acme/x", "50% of {{key-1}}",
        "\xff\xfe@\xff.\xff", "key: C major", "!@#$%^&*()", "wavespeed-ai/flux-dev",
        "2026-01-01T00:00:00Z"}) {
    EXPECT_EQ(redacted(text), text);
  }
}

TEST(SecretText, FindsLearnedSecretsAnywhere) {
  SecretText secrets;
  for (const char* const key : {"ab/cdef", "ab/cdefgh", "ab/cdef"}) secrets.note("key", key);
  EXPECT_EQ(secrets.placeholder_for("key", "ab/cdef"), "{{key-1}}");
  EXPECT_EQ(secrets.placeholder_for("key", "ab/cdefgh"), "{{key-2}}");
  EXPECT_EQ(secrets.redacted("xab/cdefx ab/cdefgh ?k=ab%2Fcdef"),
            "x{{key-1}}x {{key-2}} ?k=redacted-key-1");
  EXPECT_EQ(secrets.without_learned("ab/cdef a@b.test"), "{{key-1}} a@b.test");
}

TEST(SecretText, TakesAValueInQuotesWhole) {
  EXPECT_EQ(redacted(R"({"password": "a\"b c", "n": 1})"),
            R"({"password": "{{secret-1}}", "n": 1})");
  EXPECT_EQ(redacted("{'api_key': 'a b'}, password: \"c d"),
            "{'api_key': '{{secret-1}}'}, password: \"{{secret-2}}");
  EXPECT_EQ(redacted("password={{key-1}}rest"), "password={{secret-1}}");
  EXPECT_EQ(redacted("token: 'a\nb'"), "token: '{{secret-1}}\nb'");
}

TEST(SecretText, FindsNamesAndPasswordsInUrls) {
  EXPECT_EQ(redacted("https://u:p@ss@h.test/a@b"), "https://redacted-secret-1@h.test/a@b");
  EXPECT_EQ(redacted("?u=https%3A%2F%2Fu%3Ap%40h.test%2Fx"),
            "?u=https%3A%2F%2Fredacted-secret-1%40h.test%2Fx");
}

TEST(SecretText, FindsNotedSecretsInEveryEscape) {
  SecretText secrets;
  secrets.note("key", "ab/c d+é\"x");
  for (const char* text : {
           "ab/c d+é\"x",
           "ab%2Fc%20d%2B%C3%A9%22x",
           "ab%2fc+d%2b%c3%a9%22x",
           "ab%252Fc%2520d%252B%25C3%25A9%2522x",
           R"(ab\/c d+é\"x)",
           R"(ab\u002fc d+\u00e9\"x)",
           R"(ab\\/c d+\\u00E9\\\"x)",
       }) {
    EXPECT_EQ(secrets.without_learned("<" + std::string(text) + ">"), "<{{key-1}}>") << text;
  }
}

TEST(SecretText, FindsSecretsInThreeEscapesWithinEachOther) {
  SecretText secrets;
  secrets.note("key", "abc/def");
  EXPECT_EQ(secrets.without_learned("abc%25252Fdef"), "{{key-1}}");
  EXPECT_EQ(secrets.without_learned("abc%2525252Fdef"), "abc%2525252Fdef");
}

TEST(SecretText, UnitesSecretsThatOverlap) {
  SecretText secrets;
  secrets.note("secret", "abcdef");
  secrets.note("secret", "defghi");
  EXPECT_EQ(secrets.without_learned("xabcdefghi abcdefdefghi"),
            "x{{secret-1}} {{secret-1}}{{secret-2}}");
}

TEST(SecretText, FindsTheBeginningOfASecretWhereATextIsCut) {
  SecretText secrets;
  secrets.note("key", "sk-0123/456789");
  EXPECT_EQ(secrets.redacted("my key is sk-0123/45", TextEnd::cut), "my key is {{key-1}}");
  EXPECT_EQ(secrets.redacted("my key is sk-0123%2F45", TextEnd::cut), "my key is {{key-1}}");
  EXPECT_EQ(secrets.redacted("my key is sk-0123%2", TextEnd::cut), "my key is {{key-1}}");
  EXPECT_EQ(secrets.redacted("my key is sk-0123\\u00", TextEnd::cut), "my key is {{key-1}}");
  EXPECT_EQ(secrets.redacted("my key is sk-0123/45", TextEnd::whole), "my key is sk-0123/45");
  EXPECT_EQ(secrets.redacted("a task", TextEnd::cut), "a task") << "too little of it";
  EXPECT_EQ(secrets.redacted("not \"my sk-0123…\""), "not \"my {{key-1}}…\"")
      << "a message was shortened before";
}

TEST(SecretText, TakesTheRestOfAWordThatBeginsWithTheBeginningOfASecret) {
  SecretText secrets;
  secrets.note("secret", "hunter2hun", TextEnd::cut);
  EXPECT_EQ(secrets.redacted("it is hunter2hunter2, yes"), "it is {{secret-1}}, yes");
}

TEST(SecretText, TakesTheRestOfAWordWhereAWholeSecretIsTheBeginningOfAnother) {
  SecretText secrets;
  secrets.note("secret", "planted-01");
  EXPECT_EQ(secrets.redacted("it is planted-0123."), "it is {{secret-1}}23.");
  secrets.note("secret", "planted-01", TextEnd::cut);
  EXPECT_EQ(secrets.redacted("it is planted-0123."), "it is {{secret-1}}");
}

TEST(SecretText, LeavesItsPlaceholdersAlone) {
  SecretText secrets;
  secrets.note("secret", "secret");
  secrets.note("secret", "redacted");
  EXPECT_EQ(secrets.redacted("{{secret-1}} redacted-key-2 secret"),
            "{{secret-1}} redacted-key-2 {{secret-1}}");
}

// What is quadratic would take minutes for each.
TEST(SecretText, TakesLinearTime) {
  constexpr std::size_t kBytes = 300'000;
  for (const char* unit : {" ",
                           "\"",
                           "\\",
                           "%20",
                           "%22",
                           "a ",
                           "bearer ",
                           "bearer+a/",
                           "Bearer redacted-key-1 ",
                           "token=",
                           "token={{key-1}}/",
                           "a@",
                           "a@b.",
                           "://",
                           "://a:",
                           "%3A%2F%2F",
                           "{{",
                           "redacted-",
                           "whsec_/",
                           "password='",
                           "…"}) {
    std::string text;
    while (text.size() < kBytes) text += unit;
    SecretText secrets;
    secrets.note("key", "bearer+a/bearer+a/bearer+b");
    secrets.note_named(text);
    EXPECT_FALSE(secrets.redacted(text + "redacted-key-1", TextEnd::cut).empty()) << unit;
  }
}

TEST(SecretText, TakesTimeThatDoesNotDependOnTheNumberOfSecrets) {
  SecretText secrets;
  std::string text;
  std::size_t bytes = 0;
  for (int i = 0; i < 4'000; ++i) {
    const std::string secret = "the-same-beginning-of-all-secrets-" + std::to_string(i);
    secrets.note("secret", secret);
    text += secret + ' ';
    bytes += secret.size();
    // Each is looked for at once: the tables grow in steps.
    EXPECT_NE(secrets.without_learned(secret), secret);
  }
  const std::string out = secrets.without_learned(text);
  EXPECT_EQ(out.find("same"), std::string::npos);
  constexpr std::uint64_t kMaxStepsPerByte = 64;  // twice the logarithm of their number
  EXPECT_LT(secrets.steps(), kMaxStepsPerByte * (bytes + text.size()));
}

// It would match parts of ordinary words.
TEST(SecretText, DoesNotSearchForAShortSecret) {
  SecretText secrets;
  secrets.note("key", "a");
  EXPECT_EQ(secrets.redacted("a cat"), "a cat");
  secrets.note("key", "sesam");
  EXPECT_EQ(secrets.redacted("it is sesam"), "it is sesam");
  secrets.note("key", "sesame");
  EXPECT_EQ(secrets.redacted("it is sesame"), "it is {{key-1}}");
}

TEST(SecretText, IsIdempotent) {
  for (const char* text :
       {"api_key=abc", "Bearer abc", "a@b.test", "?sig=1", "https://a:b@c.test"}) {
    SecretText secrets;
    const std::string once = secrets.redacted(text);
    EXPECT_EQ(secrets.redacted(once), once);
  }
}

}  // namespace
}  // namespace wavespeed_mock::secret_text_test
