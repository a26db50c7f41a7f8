#include "api/model_list.h"

#include "api/base_url.h"
#include "api/envelope.h"
#include "base/http/entity_tag.h"
#include "base/http/gzip.h"
#include "base/text/json_text.h"
#include "wavespeed_mock/money.h"

namespace wavespeed_mock {
namespace {

// Appends the text before the server's address.
void append_opening(std::string& out, const ModelFacts& model, std::size_t sort_order) {
  out += R"({"model_id":)";
  append_json_string(out, model.id);
  out += R"(,"name":)";
  append_json_string(out, model.name);
  out += R"(,"description":)";
  append_json_string(out, model.description);
  out += R"(,"type":)";
  append_json_string(out, model.type);
  out += R"(,"base_price":)";
  out += to_decimal(model.unit_price);
  out += R"(,"sort_order":)";
  append_json_number(out, static_cast<std::int64_t>(sort_order));
  out += R"(,"formula":)";
  append_json_string(out, model.formula);
  out += R"(,"api_schema":{"api_schemas":[{"type":"model_run","method":"POST","server":")";
}

// Appends the text after it.
void append_rest(std::string& out, const ModelFacts& model) {
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
  catalogue_.each_listed([&](const ModelFacts& model) {
    if (sort_order > 0) piece += ',';
    append_opening(piece, model, ++sort_order);
    pieces_.push_back(std::move(piece));
    piece.clear();
    append_rest(piece, model);
  });
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

std::shared_ptr<const ModelList::Rendered> ModelList::rendered(const std::string& base_url) const {
  const std::lock_guard lock(mutex_);
  if (last_ != nullptr && last_->base_url == base_url) return last_;
  auto fresh = std::make_shared<Rendered>();
  fresh->base_url = base_url;
  fresh->body = render(base_url);
  fresh->compressed = gzip(fresh->body);
  fresh->etag = '"' + entity_tag_of(fresh->body) + '"';
  last_ = std::move(fresh);
  return last_;
}

Outcome<Response> get_models(const ApiContext& context, const Call& call) {
  std::string base_url;
  append_base_url(base_url, call.request);
  const auto list = context.model_list.rendered(base_url);
  const Headers validators = {{"ETag", list->etag}, {"Vary", "Accept-Encoding"}};
  if (names_entity_tag(call.request.headers.get("If-None-Match"), list->etag)) {
    return Response{.status = 304, .headers = validators};
  }
  Response response = json_response(list->body);
  for (const Header& field : validators) response.headers.add(field.name, field.value);
  return response;
}

void compress_models(const ApiContext& context, const Request& request, Response& response) {
  if (!accepts_gzip(request.headers.get("Accept-Encoding"))) return;
  std::string base_url;
  append_base_url(base_url, request);
  const auto list = context.model_list.rendered(base_url);
  if (response.body != list->body) return;
  response.body = list->compressed;
  response.headers.add("Content-Encoding", "gzip");
}

}  // namespace wavespeed_mock
