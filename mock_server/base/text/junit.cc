#include "base/text/junit.h"

#include <algorithm>
#include <cstdio>

namespace wavespeed_mock {
namespace {

// The length of the UTF-8 character that `text` begins with, or 0 when it begins with none that
// XML 1.0 allows: a stray or missing byte, an overlong form, a surrogate, U+FFFE or U+FFFF.
std::size_t multibyte_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned first = byte(0);
  const std::size_t length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  if (first < 0xc2 || first > 0xf4 || text.size() < length) return 0;
  char32_t code = first & (0x7fU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xc0U) != 0x80U) return 0;
    code = (code << 6U) | (byte(i) & 0x3fU);
  }
  constexpr char32_t kLeast[] = {0x80, 0x800, 0x10000};
  const bool surrogate = code >= 0xd800 && code <= 0xdfff;
  const bool noncharacter = code == 0xfffe || code == 0xffff;
  if (code < kLeast[length - 2] || code > 0x10ffff || surrogate || noncharacter) return 0;
  return length;
}

// Escapes text for an element or a quoted attribute. XML 1.0 cannot express most control
// characters, which become "?"; bytes that are not UTF-8 become U+FFFD.
std::string escaped(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\n':
        out += "&#10;";
        break;
      default: {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80) {
          out += (byte < 0x20 && c != '\t') || byte == 0x7f ? '?' : c;
          break;
        }
        const std::size_t length = multibyte_length(text.substr(i));
        if (length == 0) {
          out += "\xef\xbf\xbd";
          break;
        }
        out += text.substr(i, length);
        i += length - 1;
      }
    }
  }
  return out;
}

std::string seconds(std::chrono::nanoseconds time) {
  char text[32];
  std::snprintf(text, sizeof text, "%.3f", std::chrono::duration<double>(time).count());
  return text;
}

std::string attribute(std::string_view name, std::string_view value) {
  return ' ' + std::string(name) + "=\"" + escaped(value) + '"';
}

std::string first_line(std::string_view text) {
  return std::string(text.substr(0, text.find('\n')));
}

}  // namespace

std::string junit_xml(std::string_view suite, const std::vector<JunitCase>& cases) {
  const auto failures = std::count_if(cases.begin(), cases.end(),
                                      [](const JunitCase& each) { return !each.failure.empty(); });
  const auto skipped = std::count_if(cases.begin(), cases.end(),
                                     [](const JunitCase& each) { return !each.skipped.empty(); });
  std::chrono::nanoseconds time{0};
  for (const JunitCase& each : cases) time += each.time;

  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n  <testsuite";
  out += attribute("name", suite) + attribute("tests", std::to_string(cases.size())) +
         attribute("failures", std::to_string(failures)) + attribute("errors", "0") +
         attribute("skipped", std::to_string(skipped)) + attribute("time", seconds(time)) + ">\n";
  for (const JunitCase& each : cases) {
    out += "    <testcase" + attribute("classname", each.group) + attribute("name", each.name) +
           attribute("time", seconds(each.time));
    if (!each.failure.empty()) {
      out += ">\n      <failure" + attribute("message", first_line(each.failure)) + '>' +
             escaped(each.failure) + "</failure>\n    </testcase>\n";
    } else if (!each.skipped.empty()) {
      out += ">\n      <skipped" + attribute("message", each.skipped) + "/>\n    </testcase>\n";
    } else {
      out += "/>\n";
    }
  }
  return out + "  </testsuite>\n</testsuites>\n";
}

}  // namespace wavespeed_mock
