#include "base/text/base64.h"

#include <openssl/evp.h>

#include <algorithm>

namespace wavespeed_mock {
namespace {

// Bytes for one call of the library, which counts in ints. A multiple of three, so that only the
// last piece is padded.
constexpr std::size_t kPiece = std::size_t{3} << 20;

// Three bytes become four characters; the last ones are filled up.
std::size_t encoded_size(std::size_t bytes) {
  return (bytes + 2) / 3 * 4;
}

std::string_view without_padding(std::string_view text) {
  constexpr std::size_t kMost = 2;
  for (std::size_t i = 0; i < kMost && text.ends_with('='); ++i) text.remove_suffix(1);
  return text;
}

}  // namespace

void append_base64(std::string& out, std::string_view bytes) {
  std::size_t end = out.size();
  // The library writes a zero byte after each piece.
  out.resize(end + encoded_size(bytes.size()) + 1);
  while (!bytes.empty()) {
    const std::size_t count = std::min(bytes.size(), kPiece);
    EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data() + end),
                    reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<int>(count));
    end += encoded_size(count);
    bytes.remove_prefix(count);
  }
  out.resize(end);
}

bool is_base64(std::string_view text) {
  if (text.size() % 4 != 0) return false;
  const std::string_view digits = without_padding(text);
  return std::all_of(digits.begin(), digits.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' ||
           c == '/';
  });
}

std::optional<std::string> from_base64(std::string_view text) {
  // The library skips spaces and takes padding anywhere.
  if (!is_base64(text)) return std::nullopt;
  std::string bytes;
  bytes.reserve(text.size() / 4 * 3);
  constexpr std::size_t kPieceOfText = kPiece / 3 * 4;
  for (std::size_t at = 0; at < text.size(); at += kPieceOfText) {
    const std::string_view piece = text.substr(at, kPieceOfText);
    const std::size_t end = bytes.size();
    bytes.resize(end + piece.size() / 4 * 3);
    if (EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data() + end),
                        reinterpret_cast<const unsigned char*>(piece.data()),
                        static_cast<int>(piece.size())) < 0) {
      return std::nullopt;
    }
  }
  bytes.resize(bytes.size() - (text.size() - without_padding(text).size()));
  return bytes;
}

}  // namespace wavespeed_mock
