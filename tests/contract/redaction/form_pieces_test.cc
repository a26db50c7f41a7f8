#include "contract/redaction/form_pieces.h"

#include <gtest/gtest.h>

#include <string>

namespace wavespeed_mock::form_pieces_test {
namespace {

const std::string kForm =
    "--b\r\nContent-Disposition: form-data; name=\"api_key\"\r\n\r\nKEY\r\n"
    "--b\r\ncontent-disposition: form-data; filename=\"a.png\"; name=file\r\n\r\nPNG\r\n--b--\r\n";

TEST(FormPieces, AreTheFieldsInTheirOrder) {
  const auto pieces = form_pieces(kForm);
  ASSERT_EQ(pieces.size(), 3);
  EXPECT_EQ(pieces[0].name, "api_key");
  EXPECT_EQ(pieces[0].content, "KEY");
  EXPECT_FALSE(pieces[0].is_file);
  EXPECT_EQ(pieces[1].name, "file");
  EXPECT_EQ(pieces[1].content, "PNG");
  EXPECT_TRUE(pieces[1].is_file);
  EXPECT_EQ(pieces[2].head, "\r\n--b--\r\n");
  EXPECT_EQ(pieces[2].content, "");
}

TEST(FormPieces, AreTheWholeBodyWhereverItIsCut) {
  for (std::size_t size = 5; size <= kForm.size(); ++size) {
    const std::string body = kForm.substr(0, size);
    std::string all;
    for (const FormPiece& piece : form_pieces(body)) {
      all += piece.head;
      all += piece.content;
    }
    EXPECT_EQ(all, body);
  }
  EXPECT_EQ(form_pieces(kForm.substr(0, kForm.find("KEY") + 1)).at(0).content, "K");
}

TEST(FormPieces, AreNoneOfAnotherBody) {
  EXPECT_TRUE(form_pieces("").empty());
  EXPECT_TRUE(form_pieces("--").empty());
  EXPECT_TRUE(form_pieces("a=1").empty());
  EXPECT_TRUE(form_pieces("--" + std::string(1'000, 'b')).empty());
}

}  // namespace
}  // namespace wavespeed_mock::form_pieces_test
