#include "api/model_list.h"

#include "api/base_url.h"
#include "api/envelope.h"
#include "base/text/json_text.h"
#include "domain/models/price_formula.h"
#include "wavespeed_mock/money.h"

namespace wavespeed_mock {
namespace {

// Appends the text before the server's address.
void append_opening(std::string& out, const Model& model, std::size_t sort_order) {
  out += R"({"model_id":)";
  append_json_string(out, model.id);
  out += R"(,"name":)";
  append_json_string(out, model.name);
  out += R"(,"description":)";
  append_json_string(out, model.description);
  out += R"(,"type":)";
  append_json_string(out, model.type);
  out += R"(,"base_price":)";
  out += to_decimal(model.price.base);
  out += R"(,"sort_order":)";
  append_json_number(out, static_cast<std::int64_t>(sort_order));
  out += R"(,"formula":)";
  append_json_string(out, price_formula(model));
  out += R"(,"api_schema":{"api_schemas":[{"type":"model_run","method":"POST","server":")";
}

// Appends the text after it.
void append_rest(std::string& out, const Model& model) {
  out += R"(","api_path":)";
  append_json_string(out, "/api/v3/" + model.id);
  out += R"(,"request_schema":)";
  out += model.request_schema;
  out += "}]}}";
}

}  // namespace

void ModelList::write() const {
  std::string piece = std::string(kSuccessHead) + "[";
  std::size_t sort_order = 0;
  for (const Model* model : catalogue_.models()) {
    if (sort_order > 0) piece += ',';
    append_opening(piece, *model, ++sort_order);
    pieces_.push_back(std::move(piece));
    piece.clear();
    append_rest(piece, *model);
  }
  pieces_.push_back(std::move(piece) + "]" + std::string(kSuccessTail));
  for (const std::string& each : pieces_) size_ += each.size();
}

std::string ModelList::render(std::string_view base_url) const {
  std::call_once(written_, [this] { write(); });
  std::string body;
  body.reserve(size_ + pieces_.size() * base_url.size());
  for (const std::string& piece : pieces_) {
    if (!body.empty()) body += base_url;
    body += piece;
  }
  return body;
}

Outcome<Response> get_models(const ApiContext& context, const Call& call) {
  std::string base_url;
  append_base_url(base_url, call.request);
  return json_response(context.model_list.render(base_url));
}

}  // namespace wavespeed_mock
