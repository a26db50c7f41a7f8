// The one place that decides what must not be written down: everything that goes into a transcript
// or a report passes through here. Secrets become placeholders such as "{{key-1}}", numbered, so
// that several stay distinguishable.
//
// Removed are: keys and all else that an Authorization header holds; cookies and header fields with
// secret names; what the contract marks `x-sensitive`; fields with names such as "api_key" or
// "password"; signatures in URLs; e-mail addresses; addresses of clients. A secret that is known
// from one place is removed wherever else it is repeated. Not removed is what a client means to
// say: prompts, other inputs, and files.
//
// An exchange is read twice. First its secrets are noted in a SecretText, by what each text is:
// header_redaction, query_redaction, body_redaction and json_redaction read them. Then the same
// functions write the texts: what is secret by its place becomes a placeholder, and the rest loses
// the secrets that were noted and those that secret_patterns.h finds. Thus a secret that only the
// last field names is removed from the first one too. Secrets of other exchanges are known from the
// moment when those are learned.
//
// A secret has the same placeholder everywhere, and placeholders stay as they are: to redact twice
// changes nothing. The time is linear in the texts. Secrets that were noted are kept as long as
// this object lives.
//
// May be used from any thread.
#pragma once

#include <cstddef>
#include <mutex>
#include <string>
#include <string_view>

#include "contract/document.h"
#include "contract/redaction/secret_text.h"
#include "contract/transcript/transcript.h"

namespace wavespeed_mock {

struct FieldEnds;

// Which texts of an exchange may have lost their end, and with it the end of a secret.
struct ExchangeEnds {
  TextEnd request_body = TextEnd::whole;
  TextEnd response_body = TextEnd::whole;
  // A target or a header field of this size in bytes, or longer, may have lost its end.
  std::size_t max_field = std::string_view::npos;
};

class Redaction {
 public:
  // The document must outlive it. A body of more than `max_body` bytes is not kept: see redacted().
  explicit Redaction(const ContractDocument& document, std::size_t max_body = kMaxTranscriptBody)
      : document_(document), max_body_(max_body) {}

  // A key that may be echoed, for exchanges that do not have their Authorization any more.
  void learn_key(std::string_view key);

  // From now on placeholders have these numbers, which must outlive it: so that texts of several
  // owners are numbered apart, though the secrets of all are known.
  void number_by(PlaceholderNumbers& numbers);

  // The secrets of an exchange, for what is redacted later. Where all exchanges are known, learn
  // all of them before the first is redacted.
  void learn(const RecordedExchange& exchange, const ExchangeEnds& ends = {});

  // The secrets that any other text names, for texts that are redacted before it.
  void learn_named(std::string_view text);

  // The secrets of a request for messages that quote it: of its body as far as parse_json() takes
  // it, because messages quote no other bodies. Takes no longer than to parse it.
  void learn_quoted(const Request& request);

  // Learns, then redacts. Also cuts bodies above `max_body`.
  RecordedExchange redacted(RecordedExchange exchange, const ExchangeEnds& ends = {});
  // The same for an exchange that has been learned.
  RecordedExchange redacted_as_learned(RecordedExchange exchange, const ExchangeEnds& ends = {});

  // Any other text: an error message, a line of a report. Learns what it names.
  std::string redacted(std::string_view text);

 private:
  struct Schemas;
  Schemas schemas_of(const Request& request, const Response& response) const;
  void note_head(const Request& request, const Schemas& schemas, const FieldEnds& ends);
  void note(const RecordedExchange& exchange, const Schemas& schemas, const ExchangeEnds& ends);
  RecordedExchange rewritten(RecordedExchange exchange, const Schemas& schemas,
                             const ExchangeEnds& ends);

  const ContractDocument& document_;
  const std::size_t max_body_;
  std::mutex mutex_;
  SecretText secrets_;
};

}  // namespace wavespeed_mock
