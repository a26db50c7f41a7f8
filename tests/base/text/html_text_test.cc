#include "base/text/html_text.h"

#include <gtest/gtest.h>

namespace wavespeed_mock::html_text_test {
namespace {

TEST(HtmlText, LeavesPlainTextAlone) {
  EXPECT_EQ(escape_html(""), "");
  EXPECT_EQ(escape_html("Acme GmbH, Köln; 100 %"), "Acme GmbH, Köln; 100 %");
}

TEST(HtmlText, EscapesMarkup) {
  EXPECT_EQ(escape_html(R"(<script>"a" & 'b'</script>)"),
            "&lt;script&gt;&quot;a&quot; &amp; &#39;b&#39;&lt;/script&gt;");
  EXPECT_EQ(escape_html("&lt;"), "&amp;lt;");
}

}  // namespace
}  // namespace wavespeed_mock::html_text_test
