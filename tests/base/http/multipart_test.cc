#include "base/http/multipart.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace wavespeed_mock::multipart_test {
namespace {

using ::testing::HasSubstr;

const std::string kType = "multipart/form-data; boundary=XX";

// A part as libraries write it, after the boundary.
std::string part(const std::string& disposition, const std::string& content) {
  return "--XX\r\nContent-Disposition: " + disposition + "\r\nContent-Type: image/png\r\n\r\n" +
         content + "\r\n";
}

std::vector<MultipartPart> parts_of(const std::string& body, const std::string& type = kType) {
  auto parts = read_multipart(type, body);
  EXPECT_TRUE(parts) << parts.error().message;
  return parts ? *parts : std::vector<MultipartPart>();
}

std::string problem_of(const std::string& body, const std::string& type = kType) {
  const auto parts = read_multipart(type, body);
  if (parts) return "";
  EXPECT_EQ(parts.error().http, 400);
  EXPECT_EQ(parts.error().code, 400);
  return parts.error().message;
}

TEST(Multipart, HasNameFilenameTypeAndContent) {
  const std::string body =
      part("form-data; name=\"file\"; filename=\"a b.png\"", "bytes") +
      "--XX\r\nContent-Disposition: form-data; name=note\r\n\r\n\r\n--XX--\r\n";
  const auto parts = parts_of(body);
  ASSERT_EQ(parts.size(), 2u);
  EXPECT_EQ(parts[0].name, "file");
  EXPECT_EQ(parts[0].filename, "a b.png");
  EXPECT_EQ(parts[0].content_type, "image/png");
  EXPECT_EQ(parts[0].content, "bytes");
  EXPECT_EQ(parts[1].name, "note");
  EXPECT_EQ(parts[1].filename, std::nullopt);
  EXPECT_EQ(parts[1].content_type, "");
  EXPECT_EQ(parts[1].content, "");
}

TEST(Multipart, KeepsEveryByteOfAFile) {
  std::string bytes;
  for (int c = 0; c < 256; ++c) bytes += static_cast<char>(c);
  // Text that is almost a boundary, or starts like one, is content.
  for (const std::string& content :
       {bytes, std::string("\r\n"), std::string("\r\n\r\n--X\r\n"), std::string("--XX\r\n"),
        std::string("a\r\n--XXY\r\nb"), std::string("\n--XX\n"), std::string("\r\n--XX -")}) {
    const std::string body = part("form-data; name=\"file\"; filename=\"a\"", content) + "--XX--";
    const auto parts = parts_of(body);  // a variable, because the parts refer to it
    ASSERT_EQ(parts.size(), 1u);
    EXPECT_EQ(parts[0].content, content);
  }
}

TEST(Multipart, AcceptsOptionalSyntax) {
  const std::string body =
      "\r\n--XX \t\r\ncontent-disposition:FORM-DATA;NAME=\"file\" ; FileName=a.png;\r\n\r\nx\r\n"
      "--XX--\r\nepilogue";
  for (const char* type :
       {"multipart/form-data; boundary=XX", "Multipart/Form-Data;BOUNDARY=\"XX\"",
        "multipart/form-data; charset=utf-8; boundary=XX"}) {
    const auto parts = parts_of(body, type);
    ASSERT_EQ(parts.size(), 1u) << type;
    EXPECT_EQ(parts[0].name, "file");
    EXPECT_EQ(parts[0].filename, "a.png");
    EXPECT_EQ(parts[0].content, "x");
  }
}

TEST(Multipart, ReadsFilenamesInTheFormsClientsSend) {
  struct Case {
    std::string parameters;
    std::string filename;
  };
  const std::vector<Case> cases = {
      {R"(filename="a\"b\\c.png")", R"(a"b\c.png)"},
      {R"(filename="C:\photos\a.png")", R"(C:\photos\a.png)"},
      {R"(filename="a;b=c.png")", "a;b=c.png"},
      {"filename=\"\xc3\xa9.png\"", "\xc3\xa9.png"},
      {R"(filename="")", ""},
      // Python's older HTTP library.
      {"filename*=utf-8''%C3%A9.png", "\xc3\xa9.png"},
      {R"(filename="e.png"; filename*=UTF-8'en'%c3%a9%20.png)", "\xc3\xa9 .png"},
  };
  for (const Case& c : cases) {
    const auto parts = parts_of(part("form-data; name=\"file\"; " + c.parameters, "x") + "--XX--");
    ASSERT_EQ(parts.size(), 1u) << c.parameters;
    EXPECT_EQ(parts[0].filename, c.filename) << c.parameters;
  }
}

TEST(Multipart, MayHaveNoParts) {
  EXPECT_TRUE(parts_of("--XX--\r\n").empty());
}

TEST(Multipart, ExplainsInvalidForms) {
  const std::string good = part("form-data; name=\"file\"", "x");
  const std::string malformed = "the multipart body is malformed: ";
  struct Case {
    std::string type;
    std::string body;
    std::string problem;
  };
  const std::vector<Case> cases = {
      {"application/json", "{}",
       "the request must have Content-Type multipart/form-data, not \"application/json\""},
      {"", good, "the request must have Content-Type multipart/form-data, not \"\""},
      {"multipart/form-data", good,
       malformed + "its Content-Type has no boundary of 1 to 70 characters"},
      {"multipart/form-data; boundary=" + std::string(71, 'X'), good,
       malformed + "its Content-Type has no boundary of 1 to 70 characters"},
      {kType, "", malformed + "it does not begin with the boundary \"--XX\""},
      {kType, "--YY\r\n", malformed + "it does not begin with the boundary \"--XX\""},
      {kType, "--XX", malformed + "a boundary's line does not end"},
      {kType, "--XXYY\r\n", malformed + "a boundary's line does not end"},
      {kType, "--XX\r\n\r\nx\r\n--XX--", malformed + "a part has no Content-Disposition"},
      {kType, "--XX\r\nContent-Disposition: form-data; name=a\r\n",
       malformed + "a part's head does not end with an empty line within 16384 bytes"},
      {kType, "--XX\r\nX: " + std::string(20'000, 'x') + "\r\n\r\nx\r\n--XX--",
       malformed + "a part's head does not end with an empty line within 16384 bytes"},
      {kType, "--XX\r\nnonsense\r\n\r\nx\r\n--XX--",
       malformed + "expected \"Name: value\" in a part's head, not \"nonsense\""},
      {kType, part("form-data", "x") + "--XX--",
       malformed + "expected \"Content-Disposition: form-data; name=…\", not \"form-data\""},
      {kType, part("attachment; name=a", "x") + "--XX--",
       malformed +
           "expected \"Content-Disposition: form-data; name=…\", not \"attachment; name=a\""},
      {kType, part("form-data; name=\"file", "x") + "--XX--",
       malformed +
           "expected \"Content-Disposition: form-data; name=…\", not \"form-data; name=\"file\""},
      {kType, part("form-data; name=a; filename*=latin1''a", "x") + "--XX--",
       malformed + "expected \"filename*=utf-8''…\" with %XX for other bytes, not \"latin1''a\""},
      {kType, part("form-data; name=a; filename*=utf-8''%4", "x") + "--XX--",
       malformed + "expected \"filename*=utf-8''…\" with %XX for other bytes, not \"utf-8''%4\""},
      {kType, part("form-data; name=a\r\nContent-Disposition: form-data; name=b", "x") + "--XX--",
       malformed + "a part has two Content-Disposition fields"},
      {kType, good,
       malformed +
           "the part \"file\" is not followed by a boundary; the end of the body is missing"},
  };
  for (const Case& c : cases) EXPECT_EQ(problem_of(c.body, c.type), c.problem);
}

TEST(Multipart, HasAtMostAHundredParts) {
  std::string body;
  for (int i = 0; i < 100; ++i) body += part("form-data; name=a", "x");
  EXPECT_EQ(parts_of(body + "--XX--").size(), 100u);
  EXPECT_THAT(problem_of(body + part("form-data; name=a", "x") + "--XX--"),
              HasSubstr("more than 100 parts"));
}

}  // namespace
}  // namespace wavespeed_mock::multipart_test
