#include "api/unknown_model.h"

#include <gtest/gtest.h>

#include <string>

#include "support/domain_models.h"

namespace wavespeed_mock::unknown_model_test {
namespace {

TEST(UnknownModel, Is404AndSuggestsTheNearestIds) {
  Catalogue catalogue;
  catalogue.put(model_named("acme/poster"));
  catalogue.put(model_named("other/thing"));
  const ApiError error = unknown_model(catalogue, "acme/postr");
  EXPECT_EQ(error.http, 404);
  EXPECT_EQ(error.code, 404);
  EXPECT_EQ(error.message, "model \"acme/postr\" not found; did you mean \"acme/poster\"?");
  EXPECT_EQ(error.reason,
            "the mock's catalogue does not have it: `wavespeed-mock models pull` fetches the live "
            "one for "
            "--models, --fixtures adds models of your own, --unknown-models accept takes any id");
  EXPECT_EQ(unknown_model(catalogue, "zzz").message, "model \"zzz\" not found");
  EXPECT_LT(unknown_model(catalogue, std::string(5000, 'x')).message.size(), 300U);
}

}  // namespace
}  // namespace wavespeed_mock::unknown_model_test
