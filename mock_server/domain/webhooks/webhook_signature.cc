#include "domain/webhooks/webhook_signature.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <chrono>
#include <stdexcept>

namespace wavespeed_mock {
namespace {

constexpr std::string_view kSecretPrefix = "whsec_";

// Bytes of a secret: three draws, and a multiple of three, which Base64 needs no padding for.
constexpr std::size_t kDraws = 3;
constexpr std::size_t kBytes = kDraws * sizeof(std::uint64_t);
constexpr std::size_t kDigits = kBytes / 3 * 4;

}  // namespace

std::string webhook_secret(const SeededRandom& draws, std::uint64_t rotations) {
  std::array<unsigned char, kBytes> bytes{};
  for (std::size_t i = 0; i < kBytes; ++i) {
    const std::uint64_t ordinal = rotations * kDraws + i / sizeof(std::uint64_t);
    bytes[i] = static_cast<unsigned char>(draws.bits(RandomStream::webhook_secret, ordinal) >>
                                          (i % sizeof(std::uint64_t) * 8));
  }
  std::array<unsigned char, kDigits + 1> digits{};  // one more for the zero after them
  ::EVP_EncodeBlock(digits.data(), bytes.data(), static_cast<int>(kBytes));
  std::string secret(kSecretPrefix);
  secret.append(digits.begin(), digits.begin() + kDigits);
  return secret;
}

std::string webhook_signature(std::string_view secret, std::string_view id,
                              std::string_view timestamp, std::string_view body) {
  if (secret.starts_with(kSecretPrefix)) secret.remove_prefix(kSecretPrefix.size());
  std::string text;
  text.reserve(id.size() + timestamp.size() + body.size() + 2);
  text += id;
  text += '.';
  text += timestamp;
  text += '.';
  text += body;

  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  if (::HMAC(::EVP_sha256(), secret.data(), static_cast<int>(secret.size()),
             reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest.data(),
             &size) == nullptr) {
    throw std::runtime_error("OpenSSL cannot compute an HMAC-SHA256");
  }
  std::string signature = "v3,";
  for (unsigned int i = 0; i < size; ++i) {
    signature += "0123456789abcdef"[digest[i] >> 4];
    signature += "0123456789abcdef"[digest[i] & 0xf];
  }
  return signature;
}

std::string webhook_timestamp(Timestamp time) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(time);
  return std::to_string(seconds.time_since_epoch().count());
}

}  // namespace wavespeed_mock
