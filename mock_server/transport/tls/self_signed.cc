#include "transport/tls/self_signed.h"

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string_view>

#include "base/http/network_address.h"

namespace wavespeed_mock::transport {
namespace {

// Longer ones are not taken by every client.
constexpr long kSecondsOfAYear = 365L * 24 * 60 * 60;
// A client's clock may be slow.
constexpr long kSecondsBefore = -24L * 60 * 60;

using Certificate = std::unique_ptr<X509, void (*)(X509*)>;
using Key = std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY*)>;
using Extension = std::unique_ptr<X509_EXTENSION, void (*)(X509_EXTENSION*)>;
using Bio = std::unique_ptr<BIO, int (*)(BIO*)>;

void require(bool done) {
  if (!done) throw std::runtime_error("OpenSSL cannot create a certificate");
}

std::string names_of(const std::string& host) {
  std::string known = "DNS:localhost,IP:127.0.0.1,IP:::1";
  if (host.empty() || host == "localhost" || host == "127.0.0.1" || host == "::1") return known;
  if (host.find(',') != std::string::npos) return known;  // no name; it would end this one
  return known + (reach_of(host) ? ",IP:" : ",DNS:") + host;
}

void add(X509* certificate, int kind, const std::string& value) {
  const Extension extension(X509V3_EXT_conf_nid(nullptr, nullptr, kind, value.c_str()),
                            X509_EXTENSION_free);
  require(extension != nullptr && X509_add_ext(certificate, extension.get(), -1) == 1);
}

std::string text_in(const Bio& bio) {
  char* bytes = nullptr;
  const long size = BIO_get_mem_data(bio.get(), &bytes);
  return {bytes, static_cast<std::size_t>(size)};
}

}  // namespace

SelfSignedPem make_self_signed(const std::string& host) {
  const Key key(EVP_EC_gen("P-256"), EVP_PKEY_free);
  const Certificate certificate(X509_new(), X509_free);
  require(key != nullptr && certificate != nullptr);
  X509* const made = certificate.get();

  // Another one each time: clients distrust two certificates of one name and number.
  std::uint64_t number = 0;
  require(RAND_bytes(reinterpret_cast<unsigned char*>(&number), sizeof number) == 1);
  ASN1_INTEGER_set_uint64(X509_get_serialNumber(made), number >> 1);
  X509_set_version(made, X509_VERSION_3);
  X509_gmtime_adj(X509_getm_notBefore(made), kSecondsBefore);
  X509_gmtime_adj(X509_getm_notAfter(made), kSecondsOfAYear);
  X509_set_pubkey(made, key.get());
  X509_NAME* const name = X509_get_subject_name(made);
  const auto* const text = reinterpret_cast<const unsigned char*>("wavespeed-mock");
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, text, -1, -1, 0);
  X509_set_issuer_name(made, name);
  add(made, NID_subject_alt_name, names_of(host));
  add(made, NID_ext_key_usage, "serverAuth");
  require(X509_sign(made, key.get(), EVP_sha256()) != 0);

  const Bio certificate_text(BIO_new(BIO_s_mem()), BIO_free);
  const Bio key_text(BIO_new(BIO_s_mem()), BIO_free);
  require(PEM_write_bio_X509(certificate_text.get(), made) == 1 &&
          PEM_write_bio_PrivateKey(key_text.get(), key.get(), nullptr, nullptr, 0, nullptr,
                                   nullptr) == 1);
  return {.certificate = text_in(certificate_text), .key = text_in(key_text)};
}

}  // namespace wavespeed_mock::transport
