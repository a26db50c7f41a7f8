#include <gtest/gtest.h>

#include <string>

#include "base/http/web_url.h"

namespace wavespeed_mock::shown_url_test {
namespace {

TEST(ShownUrl, IsTheUrlWhereItHoldsNoSecret) {
  for (const char* const url :
       {"http://127.0.0.1:8787", "https://api.test/base/", "HTTP://[::1]:80/a", "memory", "",
        "localhost:8787", "://", "file:///a"}) {
    EXPECT_EQ(shown_url(url), url);
  }
}

TEST(ShownUrl, HasNoPasswordAndNoQuery) {
  struct Case {
    const char* url;
    const char* shown;
  };
  for (const Case& c :
       {Case{"http://ann:pw@host:80/a", "http://…@host:80/a"},
        Case{"http://pw@host", "http://…@host"}, Case{"http://a:p@w@host", "http://…@host"},
        Case{"http://a:p/w@host/b", "http://…@host/b"}, Case{"http://a:p?w@host", "http://…"},
        Case{"http://a:p#w@host", "http://…"}, Case{"http://host/a?api_key=pw", "http://host/a?…"},
        Case{"http://host#pw", "http://host#…"}, Case{"http://a:pw@host?b=pw", "http://…@host?…"},
        Case{"ann:pw@host", "…@host"}, Case{"ftp://ann:pw@host/", "ftp://…@host/"},
        Case{"ann:pw@host/?to=http://pw", "…@host/?…"}}) {
    EXPECT_EQ(shown_url(c.url), c.shown) << c.url;
  }
}

}  // namespace
}  // namespace wavespeed_mock::shown_url_test
