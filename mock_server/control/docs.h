// The contract for people and programs: /openapi.json, and /docs, a page that shows it.
#pragma once

#include "api/call.h"
#include "base/value/api_error.h"

namespace wavespeed_mock {

// GET /openapi.json: the contract, with the address that the client used in the place of its own.
Outcome<Response> get_contract(const Call& call);

// GET /docs: a page with a viewer where one was built in, else a plain list of the operations.
Outcome<Response> get_docs(const Call& call);

// GET /docs/{file}: the viewer's files, compressed.
Outcome<Response> get_docs_file(const Call& call);

}  // namespace wavespeed_mock
