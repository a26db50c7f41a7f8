// The contract: as JSON at /openapi.json, as a page at /docs. GET / redirects browsers to the page.
#pragma once

#include "api/call.h"
#include "base/value/api_error.h"

namespace wavespeed_mock {

// GET /openapi.json: the contract, with its address replaced by the one that the client used.
Outcome<Response> get_contract(const Call& call);

// GET /: redirects to /docs where the client takes HTML, as a browser does; else 404.
Outcome<Response> get_front_page(const Call& call);

// GET /docs: a page with a viewer where one was built in, else a plain list of the operations.
Outcome<Response> get_docs(const Call& call);

// GET /docs/{file}: the viewer's files, compressed.
Outcome<Response> get_docs_file(const Call& call);

}  // namespace wavespeed_mock
