#include "control/docs.h"

#include <iterator>
#include <nlohmann/json.hpp>
#include <string>

#include "api/base_url.h"
#include "base/text/quoting.h"
#include "contract/document.h"

namespace wavespeed_mock {

// contracts/openapi.json as it was when the library was built.
extern const std::string_view builtin_openapi_json;

#ifdef WAVESPEED_MOCK_VIEWER
// The viewer's files, compressed by gzip.
extern const std::string_view viewer_script;
extern const std::string_view viewer_style;
extern const std::string_view viewer_icon;
#endif

namespace {

// Whose address the document and its examples have.
constexpr std::string_view kDocumentsOwnUrl = "http://127.0.0.1:8787";

constexpr std::string_view kHead = R"(<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>wavespeed-mock</title>
)";

#ifdef WAVESPEED_MOCK_VIEWER
struct ViewerFile {
  std::string_view name;
  std::string_view content_type;
  const std::string_view& compressed;
};
constexpr ViewerFile kFiles[] = {
    {"swagger-ui-bundle.js", "text/javascript; charset=utf-8", viewer_script},
    {"swagger-ui.css", "text/css; charset=utf-8", viewer_style},
    {"icon.png", "image/png", viewer_icon},
};

// The addresses in it begin with '/', because the page is at /docs and at /docs/. Models are slash
// paths, which the viewer would escape. A key that the user entered stays when the page is loaded
// again; "authorized" is where the viewer keeps it.
constexpr std::string_view kBody = R"(<link rel="icon" type="image/png" href="/docs/icon.png">
<link rel="stylesheet" href="/docs/swagger-ui.css">
<style>body { margin: 0; } .swagger-ui .info { margin: 24px 0 0; }</style>
</head>
<body>
<noscript>This page needs JavaScript; <a href="/openapi.json">openapi.json</a> does not.</noscript>
<div id="viewer"></div>
<script src="/docs/swagger-ui-bundle.js"></script>
<script>
  const viewer = SwaggerUIBundle({
    url: '/openapi.json',
    dom_id: '#viewer',
    deepLinking: true,
    docExpansion: 'list',
    defaultModelsExpandDepth: 0,
    displayRequestDuration: true,
    persistAuthorization: true,
    tryItOutEnabled: true,
    validatorUrl: null,
    requestInterceptor: (request) => {
      const [path, query] = request.url.split(/\?(.*)/s);
      request.url = path.replaceAll('%2F', '/') + (query === undefined ? '' : '?' + query);
      return request;
    },
    onComplete: () => {
      if (localStorage.getItem('authorized') === null) viewer.preauthorizeApiKey('bearer', 'my-key');
    },
  });
</script>
</body>
</html>
)";

std::string page() {
  return std::string(kHead) + std::string(kBody);
}
#else
std::string page() {
  std::string html(kHead);
  html +=
      R"(<style>body { font: 16px/1.5 sans-serif; margin: 2em auto; max-width: 50em; padding: 0 1em; }
td { padding: .2em 1em .2em 0; vertical-align: top; } code { white-space: nowrap; }</style>
</head>
<body>
<h1>wavespeed-mock</h1>
<p>Every operation; <a href="/openapi.json">openapi.json</a> has their schemas and examples.
Built with npm at hand, this page lets you read and try them.</p>
<table>
)";
  const ContractDocument& document = ContractDocument::builtin();
  for (const Operation& operation : document.operations()) {
    std::string pointer = operation.pointer + "/summary";
    const nlohmann::json* const summary = document.at(pointer);
    html += "<tr><td><code>" + operation.method + ' ' + operation.pattern + "</code></td><td>" +
            (summary == nullptr ? "" : summary->get<std::string>()) + "</td></tr>\n";
  }
  return html + "</table>\n</body>\n</html>\n";
}
#endif

ApiError no_such_file(std::string_view name) {
  return {.http = 404,
          .code = 404,
          .message = "there is no file \"" + shortened(name) + "\" of the docs page"};
}

}  // namespace

Outcome<Response> get_contract(const Call& call) {
  std::string base_url;
  append_base_url(base_url, call.request);
  std::string body;
  std::string_view rest = builtin_openapi_json;
  for (std::size_t at = 0; (at = rest.find(kDocumentsOwnUrl)) != std::string_view::npos;) {
    body += rest.substr(0, at);
    body += base_url;
    rest.remove_prefix(at + kDocumentsOwnUrl.size());
  }
  body += rest;
  return Response{.headers = {{"Content-Type", "application/json"}}, .body = std::move(body)};
}

Outcome<Response> get_front_page(const Call& call) {
  const std::string_view wanted = call.request.headers.get("Accept");
  if (wanted.find("text/html") != std::string_view::npos) {
    return Response{.status = 302, .headers = {{"Location", "/docs"}}};
  }
  return ApiError{.http = 404,
                  .code = 404,
                  .message = "there is no endpoint " + shortened(call.request.method) +
                             " /; /docs lists all endpoints"};
}

Outcome<Response> get_docs(const Call&) {
  return Response{.headers = {{"Content-Type", "text/html; charset=utf-8"}}, .body = page()};
}

Outcome<Response> get_docs_file(const Call& call) {
  const std::string_view name = call.values[0];
#ifdef WAVESPEED_MOCK_VIEWER
  for (const ViewerFile& file : kFiles) {
    if (file.name != name) continue;
    return Response{.headers = {{"Content-Type", std::string(file.content_type)},
                                {"Content-Encoding", "gzip"},
                                {"Cache-Control", "max-age=3600"}},
                    .body = std::string(file.compressed)};
  }
#endif
  return no_such_file(name);
}

}  // namespace wavespeed_mock
