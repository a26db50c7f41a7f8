// Where the versions of cpp-httplib differ. Everything else here uses what all of them have: those
// that were tried are 0.11.4 (Debian 12), 0.14.3 (Ubuntu 24.04), 0.18.7 (Debian 13) and 0.41.0
// (Debian unstable).
//
// Functions without state; any thread may call them.
#pragma once

#include <httplib.h>

#include <utility>

#include "wavespeed_mock/message.h"

namespace wavespeed_mock::transport {

// What a queue returns for a task: nothing, or in newer versions whether it accepted the task.
using Enqueued = decltype(std::declval<httplib::TaskQueue&>().enqueue(nullptr));

// Requests of `client` have the path that they were given. Newer versions rewrite the query all the
// same: "?a=%7E" is sent as "?a=~".
void send_paths_unchanged(httplib::ClientImpl& client);

// The next request of `client`, which is `request`, has these fields, and others only where the
// library needs them. They keep their order if the library allows it, those of one name in any
// case. `fields` must exist until it is sent.
void set_fields(httplib::ClientImpl& client, httplib::Request& request, const Headers& fields);

// The fields of a response: sorted by name, and those of one name in the order in which they came.
Headers fields_of(const httplib::Response& response);

// What OpenSSL says of the server's certificate, X509_V_OK if nothing is known.
long verify_result_of(const httplib::SSLClient& client);

// Whether the certificate is that of another host. Older versions have no error of its own for it.
bool is_for_other_host(httplib::Error error);

}  // namespace wavespeed_mock::transport
