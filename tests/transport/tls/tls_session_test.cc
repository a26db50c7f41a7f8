#include "transport/tls/tls_session.h"

#include <gtest/gtest.h>
#include <openssl/ssl.h>

#include <memory>
#include <string>
#include <vector>

#include "support/self_signed.h"

namespace wavespeed_mock::transport::tls_session_test {
namespace {

// A TLS client without a socket that trusts every server.
class Client {
 public:
  explicit Client(SSL_SESSION* earlier = nullptr)
      : context_(SSL_CTX_new(TLS_client_method()), SSL_CTX_free),
        ssl_(SSL_new(context_.get()), SSL_free),
        in_(BIO_new(BIO_s_mem())),
        out_(BIO_new(BIO_s_mem())) {
    SSL_set_bio(ssl_.get(), in_, out_);
    SSL_set_connect_state(ssl_.get());
    if (earlier != nullptr) SSL_set_session(ssl_.get(), earlier);
  }

  SSL* ssl() { return ssl_.get(); }

  // The bytes that it sends after receiving `bytes`.
  std::string answer(std::string& bytes) {
    BIO_write(in_, bytes.data(), static_cast<int>(bytes.size()));
    bytes.clear();
    char room[100'000];
    std::size_t size = 0;
    while (SSL_read_ex(ssl(), room, sizeof room, &size) == 1) heard.append(room, size);
    ended = SSL_get_error(ssl(), 0) == SSL_ERROR_ZERO_RETURN;
    return taken();
  }
  std::string say(const std::string& text) {
    std::size_t size = 0;
    SSL_write_ex(ssl(), text.data(), text.size(), &size);
    return taken();
  }
  std::string say_goodbye() {
    SSL_shutdown(ssl());
    return taken();
  }

  std::string heard;
  bool ended = false;

 private:
  std::string taken() {
    std::string bytes(BIO_ctrl_pending(out_), '\0');
    BIO_read(out_, bytes.data(), static_cast<int>(bytes.size()));
    return bytes;
  }

  const std::unique_ptr<SSL_CTX, void (*)(SSL_CTX*)> context_;
  const std::unique_ptr<SSL, void (*)(SSL*)> ssl_;
  BIO* const in_;
  BIO* const out_;
};

class TlsSessionTest : public testing::Test {
 protected:
  // Runs until neither side has bytes to send; the session's bytes are passed on in pieces of that
  // size.
  static void shake_hands(Client& client, TlsSession& session, std::size_t piece = 100'000) {
    std::string plain;
    for (int i = 0; i < 4; ++i) {
      const std::string bytes = client.answer(session.outgoing());
      for (std::size_t at = 0; at < bytes.size(); at += piece) {
        EXPECT_TRUE(session.open(std::string_view(bytes).substr(at, piece), plain));
      }
    }
    EXPECT_EQ(plain, "");
    EXPECT_TRUE(session.is_open());
  }

  const SelfSigned own_;
  const TlsContext context_{{.text = own_.certificate_text(), .name = "certificate"},
                            {.text = own_.key_text(), .name = "key"}};
  Client client_;
  TlsSession session_{context_};
  std::string plain_;
};

TEST_F(TlsSessionTest, CarriesDataInBothDirections) {
  EXPECT_FALSE(session_.is_open());
  shake_hands(client_, session_);
  std::string bytes = client_.say("hello");
  bytes += client_.say(" there");
  EXPECT_TRUE(session_.open(bytes, plain_));
  EXPECT_EQ(plain_, "hello there");

  const std::string much(50'000, 'x');
  EXPECT_TRUE(session_.seal("well, "));
  EXPECT_TRUE(session_.seal(""));
  EXPECT_TRUE(session_.seal(much));
  client_.answer(session_.outgoing());
  EXPECT_EQ(client_.heard, "well, " + much);
  EXPECT_FALSE(client_.ended);
}

TEST_F(TlsSessionTest, AcceptsBytesInAnyPieces) {
  shake_hands(client_, session_, 1);
  for (const char byte : client_.say("hello")) {
    EXPECT_EQ(plain_, "");
    EXPECT_TRUE(session_.open({&byte, 1}, plain_));
  }
  EXPECT_EQ(plain_, "hello");
}

TEST_F(TlsSessionTest, SendsCloseNotifyOnce) {
  EXPECT_FALSE(session_.say_goodbye()) << "there is no peer yet";
  shake_hands(client_, session_);
  EXPECT_TRUE(session_.seal("last"));
  EXPECT_TRUE(session_.say_goodbye());
  EXPECT_FALSE(session_.say_goodbye()) << "it is sent only once";
  client_.answer(session_.outgoing());
  EXPECT_EQ(client_.heard, "last");
  EXPECT_TRUE(client_.ended);
}

TEST_F(TlsSessionTest, ReceivesCloseNotify) {
  shake_hands(client_, session_);
  const std::string last = client_.say("last");
  EXPECT_TRUE(session_.open(last + client_.say_goodbye() + "not heard", plain_));
  EXPECT_EQ(plain_, "last");
  EXPECT_TRUE(session_.is_ended());
  EXPECT_TRUE(session_.open("not heard either", plain_));
  EXPECT_EQ(plain_, "last");
  EXPECT_TRUE(session_.seal("answer")) << "the other direction stays open";
}

TEST_F(TlsSessionTest, RefusesInvalidTls) {
  EXPECT_FALSE(session_.open("\x16 not a handshake at all, nor anything like it", plain_));
  EXPECT_FALSE(session_.is_open());
  EXPECT_FALSE(session_.say_goodbye());
  EXPECT_FALSE(session_.seal("x"));
}

TEST_F(TlsSessionTest, SendsAnAlertForChangedBytes) {
  shake_hands(client_, session_);
  std::string bytes = client_.say("hello");
  bytes.back() = static_cast<char>(bytes.back() ^ 1);
  EXPECT_FALSE(session_.open(bytes, plain_));
  EXPECT_EQ(plain_, "");
  EXPECT_NE(session_.outgoing(), "") << "an alert";
  EXPECT_FALSE(session_.open(client_.say("more"), plain_));
  EXPECT_FALSE(session_.say_goodbye());
}

// An error of one session does not affect another on the same thread.
TEST_F(TlsSessionTest, DoesNotAffectOtherSessions) {
  shake_hands(client_, session_);
  TlsSession broken(context_);
  EXPECT_FALSE(broken.open("\x16 nonsense, and so long that it is seen as such", plain_));
  EXPECT_TRUE(session_.open(client_.say("hello"), plain_));
  EXPECT_EQ(plain_, "hello");
}

TEST_F(TlsSessionTest, RecognisesTlsByItsFirstByte) {
  std::string nothing;
  EXPECT_TRUE(TlsSession::is_tls(client_.answer(nothing)));
  EXPECT_FALSE(TlsSession::is_tls("GET / HTTP/1.1\r\n\r\n"));
  EXPECT_FALSE(TlsSession::is_tls(""));
}

TEST_F(TlsSessionTest, ResumesSessionsByTicket) {
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    Client first;
    SSL_set_max_proto_version(first.ssl(), version);
    TlsSession session(context_);
    shake_hands(first, session);
    EXPECT_EQ(SSL_version(first.ssl()), version);
    EXPECT_FALSE(SSL_session_reused(first.ssl()));
    const std::unique_ptr<SSL_SESSION, void (*)(SSL_SESSION*)> ticket(SSL_get1_session(first.ssl()),
                                                                      SSL_SESSION_free);
    first.say_goodbye();

    Client second(ticket.get());
    SSL_set_max_proto_version(second.ssl(), version);
    TlsSession again(context_);
    shake_hands(second, again);
    EXPECT_TRUE(SSL_session_reused(second.ssl())) << version;
  }
}

TEST_F(TlsSessionTest, RequiresTls12) {
  SSL_set_security_level(client_.ssl(), 0);
  SSL_set_min_proto_version(client_.ssl(), TLS1_VERSION);
  SSL_set_max_proto_version(client_.ssl(), TLS1_1_VERSION);
  std::string nothing;
  EXPECT_FALSE(session_.open(client_.answer(nothing), plain_));
}

TEST_F(TlsSessionTest, AgreesOnHttp11) {
  struct Case {
    std::string offered;
    std::string chosen;
  };
  for (const Case& c :
       {Case{"\x02h2\x08http/1.1", "http/1.1"}, Case{"\x08http/1.1", "http/1.1"}, Case{"", ""}}) {
    Client client;
    SSL_set_alpn_protos(client.ssl(), reinterpret_cast<const unsigned char*>(c.offered.data()),
                        static_cast<unsigned>(c.offered.size()));
    TlsSession session(context_);
    shake_hands(client, session);
    const unsigned char* chosen = nullptr;
    unsigned size = 0;
    SSL_get0_alpn_selected(client.ssl(), &chosen, &size);
    EXPECT_EQ(std::string(reinterpret_cast<const char*>(chosen), size), c.chosen);
  }
  SSL_set_alpn_protos(client_.ssl(), reinterpret_cast<const unsigned char*>("\x02h2"), 3);
  std::string nothing;
  EXPECT_FALSE(session_.open(client_.answer(nothing), plain_)) << "there is no common protocol";
}

}  // namespace
}  // namespace wavespeed_mock::transport::tls_session_test
