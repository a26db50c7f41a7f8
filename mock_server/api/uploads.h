// The upload endpoints: a form with a file, a ticket, the file that is put to the ticket's URL.
// Each uploaded file can be downloaded.
#pragma once

#include "api/api_context.h"
#include "api/call.h"
#include "base/value/api_error.h"
#include "domain/uploads/uploads.h"

namespace wavespeed_mock {

// POST /api/v3/media/upload/binary, and the same under v2: the part `file` of a multipart form.
Outcome<Response> upload_binary(const ApiContext& context, const Call& call);

// What the page of POST /api/v3/upload says.
inline constexpr SizeLimits kOldLimits = {.image = 20 << 20, .video = 100 << 20, .audio = 50 << 20};

// POST /api/v3/upload: the older form of it, which answers {"url"} and takes smaller files.
Outcome<Response> upload_old(const ApiContext& context, const Call& call);

// POST /api/v3/media/uploads: where and how to PUT a file of that name and size.
Outcome<Response> upload_ticket(const ApiContext& context, const Call& call);

// PUT /media/uploads/{id}/{file}?signature=…: the file itself; the signature replaces the key.
Outcome<Response> put_upload(const ApiContext& context, const Call& call);

// GET /media/uploads/{id}/{file}. A client needs no key for it.
Outcome<Response> get_upload(const ApiContext& context, const Call& call);

}  // namespace wavespeed_mock
