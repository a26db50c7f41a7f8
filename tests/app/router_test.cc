#include "app/router.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace wavespeed_mock::router_test {
namespace {

// The router never calls it.
constexpr ApiHandler kNoHandler = nullptr;

constexpr Route kRoutes[] = {
    {"r", "GET", "/pets", kNoHandler},
    {"r", "POST", "/pets", kNoHandler},
    {"r", "GET", "/pets/{id}", kNoHandler},
    {"r", "DELETE", "/pets/{id}", kNoHandler},
    {"r", "GET", "/pets/{id}/toys/{toy}", kNoHandler},
    {"r", "POST", "/make/food/price", kNoHandler},
    {"r", "GET", "/make/menu/today", kNoHandler},
    {"r", "GET", "/make/recipes/{id}", kNoHandler},
    {"r", "POST", "/make/{dish...}", kNoHandler},
};

constexpr auto kNoDish = [](std::string_view) { return false; };

// "METHOD pattern [value] [value]", or "none".
std::string matched(const Router& router, std::string_view method, std::string_view path) {
  const RouteMatch match = router.match(method, path);
  if (match.route == nullptr) return "none";
  std::string text = std::string(match.route->method) + " " + std::string(match.route->pattern);
  for (const std::string_view value : match.values) {
    if (!value.empty()) text += " [" + std::string(value) + "]";
  }
  return text;
}

TEST(Router, ChoosesTheFirstMatchingRoute) {
  struct Case {
    std::string_view method;
    std::string_view path;
    std::string expected;
  };
  const std::vector<Case> cases = {
      {"GET", "/pets", "GET /pets"},
      {"POST", "/pets", "POST /pets"},
      {"GET", "/pets/7", "GET /pets/{id} [7]"},
      {"DELETE", "/pets/7", "DELETE /pets/{id} [7]"},
      {"GET", "/pets/7/toys/ball", "GET /pets/{id}/toys/{toy} [7] [ball]"},
      {"POST", "/make/food/price", "POST /make/food/price"},
      {"POST", "/make/soup", "POST /make/{dish...} [soup]"},
      {"POST", "/make/soup/of/the-day.1", "POST /make/{dish...} [soup/of/the-day.1]"},
      {"POST", "/make/food/price/x", "POST /make/{dish...} [food/price/x]"},
      {"POST", "/make/food", "POST /make/{dish...} [food]"},
      // HEAD is GET without the body.
      {"HEAD", "/pets/7", "GET /pets/{id} [7]"},
      {"HEAD", "/make/soup", "none"},
      // Several leading slashes count as one; a trailing slash is ignored.
      {"GET", "//pets/7", "GET /pets/{id} [7]"},
      {"GET", "///pets", "GET /pets"},
      {"GET", "pets", "GET /pets"},
      {"GET", "/pets/", "GET /pets"},
      {"GET", "/pets/7/", "GET /pets/{id} [7]"},
      {"POST", "/make/soup/", "POST /make/{dish...} [soup/]"},
      // All else must match exactly.
      {"GET", "/pets//", "none"},
      {"GET", "/pets//7", "none"},
      {"GET", "/pets/7/toys", "none"},
      {"GET", "/pets/7/toys/", "none"},
      {"GET", "/pets/7/toys/ball/x", "none"},
      {"GET", "/Pets", "none"},
      {"GET", "/pet", "none"},
      {"GET", "/petss", "none"},
      {"get", "/pets", "none"},
      {"PUT", "/pets", "none"},
      {"POST", "/make", "none"},
      {"POST", "/make/", "none"},
      {"GET", "/", "none"},
      {"GET", "", "none"},
      {"GET", "*", "none"},
      {"", "", "none"},
  };
  const Router router(kRoutes);
  for (const Case& c : cases) {
    EXPECT_EQ(matched(router, c.method, c.path), c.expected) << c.method << " " << c.path;
  }
}

TEST(Router, WithoutRoutesMatchesNothing) {
  const Router router({});
  EXPECT_EQ(matched(router, "GET", "/"), "none");
  EXPECT_EQ(router.no_route("GET", "/", kNoDish).message, "there is no endpoint GET /");
}

TEST(Router, NamesTheMethodsOfAPath) {
  struct Case {
    std::string method;
    std::string path;
    std::string allow;
  };
  const Router router(kRoutes);
  for (const Case& c :
       {Case{"PUT", "/pets", "GET, HEAD, POST"}, Case{"POST", "/pets/7", "GET, HEAD, DELETE"},
        Case{"DELETE", "/pets/7/toys/ball", "GET, HEAD"}, Case{"GET", "/make/food/price", "POST"},
        Case{"HEAD", "/make/food/price", "POST"}}) {
    const ApiError error = router.no_route(c.method, c.path, kNoDish);
    EXPECT_EQ(error.http, 405) << c.path;
    EXPECT_EQ(error.code, 405);
    EXPECT_EQ(error.allow, c.allow);
    EXPECT_EQ(error.message,
              c.method + " " + c.path + " is not allowed; this path takes " + c.allow);
  }
}

TEST(Router, ChecksWhetherTheRestOfAPathExists) {
  const Router router(kRoutes);
  const auto is_soup = [](std::string_view dish) { return dish == "soup/cold"; };
  EXPECT_EQ(router.no_route("GET", "/make/soup/cold", is_soup).allow, "POST");
  EXPECT_EQ(router.no_route("GET", "/make/soup/hot", is_soup).http, 404);
}

TEST(Router, SuggestsTheNearestRoute) {
  struct Case {
    std::string method;
    std::string path;
    std::string nearest;  // "" for none
  };
  const std::vector<Case> cases = {
      {"GET", "/pet", "GET /pets"},
      {"GET", "/petz/7", "GET /pets/{id}"},
      {"GET", "/pets/my-long-name/toy/ball", "GET /pets/{id}/toys/{toy}"},
      {"GET", "/make/food/prize", "POST /make/food/price"},
      {"GET", "/make/soup", "POST /make/{dish}"},
      {"GET", "/nothing/like/any/of/these", ""},
      {"GET", "", ""},
  };
  const Router router(kRoutes);
  for (const Case& c : cases) {
    const ApiError error = router.no_route(c.method, c.path, kNoDish);
    EXPECT_EQ(error.http, 404);
    EXPECT_EQ(error.code, 404);
    EXPECT_EQ(error.allow, "");
    EXPECT_EQ(error.message,
              "there is no endpoint " + c.method + " " + c.path +
                  (c.nearest.empty() ? "" : "; the nearest endpoint is " + c.nearest));
  }
}

TEST(Router, SuggestsAnEndpointForTheRestOfAPath) {
  struct Case {
    std::string path;
    std::string hint;
  };
  const std::vector<Case> cases = {
      {"/make/food/prices", "; the nearest endpoint is POST /make/food/price"},
      {"//make/foot/price", "; the nearest endpoint is POST /make/food/price"},
      // An endpoint with the same path and another method.
      {"/make/recipes/7", "; the nearest endpoint is GET /make/recipes/{id}"},
      {"/make/recipe/7", ""},
      {"/make/menu/todays", ""},
      {"/make/soup", ""},
      {"/make/" + std::string(10'000, 'x'), ""},
  };
  const Router router(kRoutes);
  for (const Case& c : cases) {
    const RouteMatch match = router.match("POST", c.path);
    ASSERT_NE(match.route, nullptr);
    EXPECT_EQ(match.route->pattern, "/make/{dish...}") << c.path;
    EXPECT_EQ(router.nearest_endpoint(match, c.path), c.hint) << c.path;
  }
  const RouteMatch fixed = router.match("GET", "/pets/7");
  EXPECT_EQ(router.nearest_endpoint(fixed, "/pets/7"), "") << "the path itself matches";
}

}  // namespace
}  // namespace wavespeed_mock::router_test
