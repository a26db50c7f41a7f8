// The one place that decides what must not be written down: everything that goes into a transcript
// or a report passes through here. Secrets become placeholders such as "{{key-1}}", numbered, so
// that several stay distinguishable.
//
// Taken out are: keys and whatever an Authorization header holds, also where they are echoed;
// cookies and header fields with secret names; what the contract marks `x-sensitive`; fields with
// names such as "api_key" or "password"; signatures in URLs; e-mail addresses; addresses of
// clients. Not taken out is what a client means to say: prompts, other inputs, and files.
//
// May be used from any thread.
#pragma once

#include <mutex>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "contract/document.h"
#include "contract/redaction/secret_text.h"
#include "contract/transcript/transcript.h"

namespace wavespeed_mock {

class Redaction {
 public:
  // The document must outlive it.
  explicit Redaction(const ContractDocument& document, std::size_t max_body = kMaxTranscriptBody)
      : document_(document), max_body_(max_body) {}

  // A key that may be echoed, for exchanges that do not have their Authorization any more.
  void learn_key(const std::string& key);

  // Also cuts bodies above `max_body`.
  RecordedExchange redacted(RecordedExchange exchange);

  // Any other text: an error message, a line of a report.
  std::string redacted(std::string_view text);

 private:
  void take_from_headers(Headers& headers);
  void take_from_target(std::string& target, const Operation* operation);
  // `schema` is the JSON pointer of what describes the body; "" when nothing does.
  void take_from_body(std::string& body, const Headers& headers, const std::string& schema);
  void take_from_form(std::string& body, const Headers& headers);
  void take_from_json(nlohmann::ordered_json& value, const std::string& schema,
                      std::string_view name, bool secret);

  const ContractDocument& document_;
  const std::size_t max_body_;
  std::mutex mutex_;
  SecretText secrets_;
};

}  // namespace wavespeed_mock
