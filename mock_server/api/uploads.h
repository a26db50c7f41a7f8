// The upload endpoints: a form with a file, a ticket and the file that is put to its URL, and the
// download of either.
#pragma once

#include "api/api_context.h"
#include "api/call.h"
#include "base/value/api_error.h"

namespace wavespeed_mock {

// POST /api/v3/media/upload/binary, and the same under v2: the part `file` of a multipart form.
Outcome<Response> upload_binary(const ApiContext& context, const Call& call);

// POST /api/v3/upload: the older form of it, which answers {"url"} and takes smaller files.
Outcome<Response> upload_old(const ApiContext& context, const Call& call);

// POST /api/v3/media/uploads: where and how to PUT a file of that name and size.
Outcome<Response> upload_ticket(const ApiContext& context, const Call& call);

// PUT /media/uploads/{id}/{file}?signature=…: the file itself; the signature stands for the key.
Outcome<Response> put_upload(const ApiContext& context, const Call& call);

// GET /media/uploads/{id}/{file}. Nobody needs a key for it.
Outcome<Response> get_upload(const ApiContext& context, const Call& call);

}  // namespace wavespeed_mock
