// GET /api/v3/models: the whole catalogue.
// Clients choose models and build forms from it.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "api/api_context.h"
#include "api/call.h"
#include "base/value/api_error.h"

namespace wavespeed_mock {

// The answer, written at the first request: only the address of the mock differs between clients.
// Any thread may call any function.
class ModelList {
 public:
  // The catalogue must outlive this object, and no longer change when it is rendered first.
  explicit ModelList(const Catalogue& catalogue) : catalogue_(catalogue) {}

  // The envelope with all models in the catalogue's order, with `base_url` as their server.
  std::string render(std::string_view base_url) const;

  // The same, ready to be sent.
  struct Rendered {
    std::string base_url;
    std::string body;
    std::string compressed;  // by gzip
    std::string etag;        // in quotes
  };
  // Kept for the base URL of the last call: clients of one mock use the same.
  std::shared_ptr<const Rendered> rendered(const std::string& base_url) const;

 private:
  void write() const;

  const Catalogue& catalogue_;
  mutable std::mutex mutex_;
  mutable std::shared_ptr<const Rendered> last_;  // under `mutex_`; null before the first call
  mutable std::once_flag written_;
  mutable std::vector<std::string> pieces_;  // the base URL is between each two
  mutable std::size_t size_ = 0;             // of all pieces together, in bytes
};

// Takes no parameters: what is in the query is ignored. 304 where If-None-Match names the answer.
Outcome<Response> get_models(const ApiContext& context, const Call& call);

// Compresses that answer where the client takes gzip. The last step: faults, the contract and the
// journal see the text. Leaves an answer alone that is not the list, such as one that a fault made.
void compress_models(const ApiContext& context, const Request& request, Response& response);

}  // namespace wavespeed_mock
