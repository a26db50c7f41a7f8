#include "contract/redaction/secret_names.h"

#include <gtest/gtest.h>

namespace wavespeed_mock::secret_names_test {
namespace {

TEST(SecretNames, AreFoundInAnySpelling) {
  for (const char* name :
       {"secret", "api_key", "apiKey", "API-KEY", "x-api-key", "apikey", "accessKeyId",
        "access_key_name", "AWSAccessKeyId", "password", "user_password", "X-Auth-Token",
        "accessToken", "Set-Cookie", "webhook-signature", "X-Amz-Credential", "clientSecret",
        "private_keys", "Proxy-Authorization"}) {
    EXPECT_TRUE(is_secret_name(name)) << name;
    EXPECT_TRUE(is_secret_parameter(name)) << name;
  }
}

TEST(SecretNames, DoNotIncludeOrdinaryNames) {
  for (const char* name : {"", "key", "max_tokens", "tokenizer", "prompt", "monkey", "keyboard",
                           "id", "model_id", "name", "sig", "policy", "_", "secretary"}) {
    EXPECT_FALSE(is_secret_name(name)) << name;
  }
}

TEST(SecretNames, IncludeShortNamesInUrls) {
  for (const char* name : {"sig", "Policy", "key", "Key-Pair-Id", "code"}) {
    EXPECT_TRUE(is_secret_parameter(name)) << name;
  }
  for (const char* name : {"page", "webhook", "model", "se"}) {
    EXPECT_FALSE(is_secret_parameter(name)) << name;
  }
}

TEST(SecretNames, IncludeNamesWithSecretNumbers) {
  EXPECT_TRUE(is_secret_number("userPassword"));
  EXPECT_TRUE(is_secret_number("pin"));
  EXPECT_FALSE(is_secret_number("token_count"));
}

TEST(SecretNames, IncludeHeadersWithAddresses) {
  EXPECT_TRUE(is_address_header("X-Forwarded-For"));
  EXPECT_TRUE(is_address_header("CF-Connecting-IP"));
  EXPECT_FALSE(is_address_header("X-Forwarded-Proto"));
}

}  // namespace
}  // namespace wavespeed_mock::secret_names_test
