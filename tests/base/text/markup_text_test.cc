#include "base/text/markup_text.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace wavespeed_mock::markup_text_test {
namespace {

TEST(EscapeHtml, LeavesPlainTextAlone) {
  EXPECT_EQ(escape_html(""), "");
  EXPECT_EQ(escape_html("Acme GmbH, Köln; 100 %"), "Acme GmbH, Köln; 100 %");
}

TEST(EscapeHtml, IsNotMarkup) {
  EXPECT_EQ(escape_html(R"(<script>"a" & 'b'</script>)"),
            "&lt;script&gt;&quot;a&quot; &amp; &#39;b&#39;&lt;/script&gt;");
  EXPECT_EQ(escape_html("&lt;"), "&amp;lt;");
}

TEST(EscapeXml, EscapesMarkupAndLineBreaks) {
  EXPECT_EQ(escape_xml(""), "");
  EXPECT_EQ(escape_xml("<a b=\"c\"> & 'd'"), "&lt;a b=&quot;c&quot;&gt; &amp; &#39;d&#39;");
  EXPECT_EQ(escape_xml("a\n\tb"), "a&#10;\tb");
}

TEST(EscapeXml, ReplacesControlCharacters) {
  EXPECT_EQ(escape_xml(std::string_view("\0\x01\x1f\x7f\r", 5)), "?????");
}

TEST(EscapeXml, ReplacesBytesThatAreNotUtf8AndKeepsThoseThatAre) {
  const std::string replaced = "\xef\xbf\xbd";
  for (const std::string valid : {"\xc3\xa9", "\xe2\x82\xac", "\xef\xbf\xbd", "\xf0\x9f\x98\x80",
                                  "\xf4\x8f\xbf\xbf", "\xed\x9f\xbf", "\xc2\x80"}) {
    EXPECT_EQ(escape_xml('a' + valid + 'b'), 'a' + valid + 'b');
  }
  EXPECT_EQ(escape_xml("a\xff"), "a" + replaced);
  EXPECT_EQ(escape_xml("\x80z"), replaced + "z");
  EXPECT_EQ(escape_xml("\xc3"), replaced);
  EXPECT_EQ(escape_xml("\xc3("), replaced + "(");
  EXPECT_EQ(escape_xml("\xe2\x82"), replaced + replaced);
  EXPECT_EQ(escape_xml("\xc0\xaf"), replaced + replaced);
  EXPECT_EQ(escape_xml("\xe0\x80\x80"), replaced + replaced + replaced);  // overlong
  EXPECT_EQ(escape_xml("\xed\xa0\x80"), replaced + replaced + replaced);  // surrogate
  EXPECT_EQ(escape_xml("\xef\xbf\xbf"), replaced + replaced + replaced);  // U+FFFF
  EXPECT_EQ(escape_xml("\xf4\x90\x80\x80"), replaced + replaced + replaced + replaced);
}

}  // namespace
}  // namespace wavespeed_mock::markup_text_test
