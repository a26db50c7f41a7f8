// An HTTP client that waits for an answer as long as the test may take.
//
// cpp-httplib's own limit of 5 seconds would make a test depend on the machine's speed. For one
// thread.
#pragma once

#include <httplib.h>

#include <chrono>
#include <string>

namespace wavespeed_mock {

class PatientClient : public httplib::Client {
 public:
  explicit PatientClient(const std::string& base_url) : Client(base_url) {
    set_read_timeout(std::chrono::hours(1));
    set_write_timeout(std::chrono::hours(1));
  }
};

}  // namespace wavespeed_mock
