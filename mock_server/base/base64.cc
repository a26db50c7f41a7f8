#include "base/base64.h"

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

}  // namespace

void append_base64(std::string& out, std::string_view bytes) {
  std::size_t end = out.size();
  // The library writes a zero behind each piece.
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

}  // namespace wavespeed_mock
