// A self-signed certificate for tests of HTTPS, created for each test so that it cannot expire.
#pragma once

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <string>

namespace wavespeed_mock {

class SelfSigned {
 public:
  // `names` are the subject alternative names: "IP:127.0.0.1,DNS:localhost".
  explicit SelfSigned(const std::string& names = "IP:127.0.0.1")
      : key_(EVP_EC_gen("P-256"), EVP_PKEY_free), certificate_(X509_new(), X509_free) {
    X509_set_version(certificate_.get(), 2);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate_.get()), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate_.get()), -3600);
    X509_gmtime_adj(X509_getm_notAfter(certificate_.get()), 3600);
    X509_set_pubkey(certificate_.get(), key_.get());
    X509_NAME* const name = X509_get_subject_name(certificate_.get());
    const auto text = reinterpret_cast<const unsigned char*>("wavespeed-mock test");
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, text, -1, -1, 0);
    X509_set_issuer_name(certificate_.get(), name);
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, certificate_.get(), certificate_.get(), nullptr, nullptr, 0);
    X509_EXTENSION* const extension =
        X509V3_EXT_conf_nid(nullptr, &context, NID_subject_alt_name, names.c_str());
    X509_add_ext(certificate_.get(), extension, -1);
    X509_EXTENSION_free(extension);
    if (X509_sign(certificate_.get(), key_.get(), EVP_sha256()) == 0) {
      throw std::runtime_error("the certificate cannot be signed");
    }
  }

  X509* certificate() const { return certificate_.get(); }
  EVP_PKEY* key() const { return key_.get(); }

  // In PEM.
  std::string certificate_text() const {
    return text([this](BIO* to) { PEM_write_bio_X509(to, certificate_.get()); });
  }
  std::string key_text() const {
    return text([this](BIO* to) {
      PEM_write_bio_PrivateKey(to, key_.get(), nullptr, nullptr, 0, nullptr, nullptr);
    });
  }
  std::string encrypted_key_text() const {
    return text([this](BIO* to) {
      const auto phrase = reinterpret_cast<const unsigned char*>("secret");
      PEM_write_bio_PrivateKey(to, key_.get(), EVP_aes_128_cbc(), phrase, 6, nullptr, nullptr);
    });
  }

  // Writes it as PEM, for clients that should trust it.
  void write(const std::filesystem::path& path) const {
    std::ofstream file(path);
    file << certificate_text() << std::flush;
    if (!file) throw std::runtime_error("cannot write " + path.string());
  }

 private:
  template <class Write>
  static std::string text(const Write& write) {
    const std::unique_ptr<BIO, int (*)(BIO*)> memory(BIO_new(BIO_s_mem()), BIO_free);
    write(memory.get());
    char* bytes = nullptr;
    const long size = BIO_get_mem_data(memory.get(), &bytes);
    return {bytes, static_cast<std::size_t>(size)};
  }

  std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY*)> key_;
  std::unique_ptr<X509, void (*)(X509*)> certificate_;
};

}  // namespace wavespeed_mock
